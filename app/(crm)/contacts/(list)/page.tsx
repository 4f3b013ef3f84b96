import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RecordListPage } from '../../_records/record-list-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('contact')
  return { title: t('plural') }
}

export default async function ContactsPage({ searchParams }: PageProps<'/contacts'>) {
  return <RecordListPage kind="contact" searchParams={await searchParams} />
}
