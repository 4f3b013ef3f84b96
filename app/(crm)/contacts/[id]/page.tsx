import { RecordPage, recordTitle } from '../../_records/record-page'

export async function generateMetadata({ params }: PageProps<'/contacts/[id]'>) {
  return { title: await recordTitle('contact', (await params).id) }
}

export default async function ContactPage({ params }: PageProps<'/contacts/[id]'>) {
  return <RecordPage kind="contact" id={(await params).id} />
}
