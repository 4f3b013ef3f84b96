import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ImportPage } from '../../_records/import/import-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('import')
  return { title: t('title', { kind: 'lead' }) }
}

export default function ImportLeadsPage() {
  return <ImportPage kind="lead" />
}
