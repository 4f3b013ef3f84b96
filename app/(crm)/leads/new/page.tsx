import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RecordFormPage } from '../../_records/record-form-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lead')
  return { title: t('new') }
}

export default function NewLeadPage() {
  return <RecordFormPage kind="lead" id={null} />
}
