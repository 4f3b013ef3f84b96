import { notFoundMetadata } from '@/components/shell/not-found-metadata'
import { NotFoundView } from '@/components/shell/not-found-view'

export const generateMetadata = notFoundMetadata

export default function NotFound() {
  return <NotFoundView />
}
