import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RecordFormPage } from '../../../_records/record-form-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lead')
  return { title: t('edit') }
}

export default async function EditLeadPage({ params }: PageProps<'/leads/[id]/edit'>) {
  return <RecordFormPage kind="lead" id={(await params).id} />
}
