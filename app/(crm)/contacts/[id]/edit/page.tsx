import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RecordFormPage } from '../../../_records/record-form-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('contact')
  return { title: t('edit') }
}

export default async function EditContactPage({ params }: PageProps<'/contacts/[id]/edit'>) {
  return <RecordFormPage kind="contact" id={(await params).id} />
}
