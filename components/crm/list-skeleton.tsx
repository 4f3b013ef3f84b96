import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 12 }, (_, row) => `row ${row}`)

/** A list while it is being read: title, toolbar and rows where they will stand. */
export function ListSkeleton() {
  const t = useTranslations('ui')
  return (
    <div role="status" aria-label={t('loading')}>
      <div className="mb-4 flex h-control items-center justify-between">
        <Skeleton className="h-6 w-36" />
        <Skeleton className="h-control w-36 rounded-md" />
      </div>
      <div className="mb-3 flex gap-2">
        <Skeleton className="h-control flex-1 rounded-md sm:max-w-96" />
        <Skeleton className="ml-auto h-control w-40 rounded-md max-sm:hidden" />
      </div>
      <Card flush>
        <div className="h-8 max-md:hidden" />
        {rows.map((row) => (
          <div key={row} className="flex h-row items-center gap-4 border-t border-line px-4">
            <Skeleton className="size-4" />
            <Skeleton className="size-7 rounded-full max-md:hidden" />
            <Skeleton className="w-40" />
            <Skeleton className="w-48 max-md:hidden" />
            <Skeleton className="w-56 max-lg:hidden" />
          </div>
        ))}
      </Card>
    </div>
  )
}
