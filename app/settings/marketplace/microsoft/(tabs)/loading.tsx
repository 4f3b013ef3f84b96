import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

const cards = ['first', 'second', 'third']

/** The place of the cards while they are on their way. */
export default function MicrosoftLoading() {
  const t = useTranslations('ui')
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col gap-4">
      {cards.map((key) => (
        <Card key={key}>
          <Skeleton className="h-5 w-48" />
          <Skeleton className="mt-2 w-80 max-w-full" />
        </Card>
      ))}
    </div>
  )
}
