import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RecordFormPage } from '../../_records/record-form-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('contact')
  return { title: t('new') }
}

export default function NewContactPage() {
  return <RecordFormPage kind="contact" id={null} />
}
