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
      <div className="grid grid-cols-2 gap-3 md:grid-cols-5">
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Skeleton key={key} className="h-28 rounded-md" />
        ))}
      </div>
    </Card>
  )
}
