import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RecordListPage } from '../../_records/record-list-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lead')
  return { title: t('plural') }
}

export default async function LeadsPage({ searchParams }: PageProps<'/leads'>) {
  return <RecordListPage kind="lead" searchParams={await searchParams} />
}
