import { RecordSkeleton } from '@/components/crm/record-skeleton'

export default function Loading() {
  return <RecordSkeleton />
}
