import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

/** The place of the charts while their week is counted. */
export function ChartsSkeleton() {
  return (
    <Card>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2" aria-busy>
        {['volume', 'failures', 'there', 'here'].map((key) => (
          <Skeleton key={key} className="h-44 w-full" />
        ))}
      </div>
    </Card>
  )
}
