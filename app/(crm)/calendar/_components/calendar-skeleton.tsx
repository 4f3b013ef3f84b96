import { useTranslations } from 'next-intl'
import { Skeleton } from '@/components/ui/skeleton'

/** The calendar while it is being loaded, in its size. */
export function CalendarSkeleton() {
  const t = useTranslations('ui')
  return (
    <div role="status" aria-label={t('loading')}>
      <div className="mb-3 flex h-control items-center gap-2 max-sm:mt-9">
        <Skeleton className="h-control w-44 rounded-md" />
        <Skeleton className="h-6 w-40 max-sm:hidden" />
        <Skeleton className="ml-auto h-control w-44 rounded-md" />
      </div>
      <Skeleton className="h-[max(30rem,calc(100dvh-12rem))] rounded-lg" />
    </div>
  )
}
