import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { Spinner } from '@/components/ui/spinner'

/** As high as the figures that will stand here. */
export function PreviewSkeleton({ label }: { label: string }) {
  return (
    <Card>
      <p className="mb-4 flex items-center gap-2 text-sm text-ink-soft">
        <Spinner />
        {label}
      </p>
      <div className="flex flex-col gap-5">
        <Skeleton className="h-12 rounded-md" />
        <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
          <Skeleton className="h-24 rounded-md" />
          <Skeleton className="h-24 rounded-md" />
        </div>
      </div>
    </Card>
  )
}
