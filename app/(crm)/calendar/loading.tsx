import { Skeleton } from '@/components/ui/skeleton'
import { CalendarSkeleton } from './_components/calendar-skeleton'

export default function Loading() {
  return (
    <>
      <div className="mb-4 flex h-control items-center justify-between">
        <Skeleton className="h-6 w-36" />
        <Skeleton className="h-control w-72 rounded-md max-sm:hidden" />
      </div>
      <CalendarSkeleton />
    </>
  )
}
