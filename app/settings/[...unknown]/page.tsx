import { notFound } from 'next/navigation'
import { notFoundMetadata } from '@/components/shell/not-found-metadata'

export const generateMetadata = notFoundMetadata

/** Any other address under the settings: the way on stays in sight. */
export default function UnknownPage() {
  notFound()
}
