import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

/** What the browser's tab says of a page that is not there. */
export async function notFoundMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('notFoundTitle') }
}
