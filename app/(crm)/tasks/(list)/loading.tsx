import { ListSkeleton } from '@/components/crm/list-skeleton'

export default function Loading() {
  return <ListSkeleton />
}
