import { notFoundMetadata } from '@/components/shell/not-found-metadata'
import { NotFoundView } from '@/components/shell/not-found-view'

export const generateMetadata = notFoundMetadata

/** For addresses that belong to no part of the product: there is no frame around it. */
export default function NotFound() {
  return (
    <main>
      <NotFoundView />
    </main>
  )
}
