import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

/** A record's page while it is being read. */
export function RecordSkeleton() {
  const t = useTranslations('ui')
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="mb-2 w-20" />
      <div className="mb-4 flex items-center gap-3">
        <Skeleton className="size-12 rounded-full" />
        <div className="grid gap-2">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="w-64" />
        </div>
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <SkeletonCard lines={4} />
          <SkeletonCard lines={3} />
        </div>
        <SkeletonCard lines={4} />
      </div>
    </div>
  )
}

function SkeletonCard({ lines }: { lines: number }) {
  return (
    <Card>
      <div className="grid gap-3">
        {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
          <Skeleton key={line} className="odd:w-1/2 even:w-3/4" />
        ))}
      </div>
    </Card>
  )
}
