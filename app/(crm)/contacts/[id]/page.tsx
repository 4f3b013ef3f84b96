import { RecordSyncPanel } from '@/components/microsoft/record-sync-panel'
import { RecordPage, recordTitle } from '../../_records/record-page'
import { requestSync } from './actions'

export async function generateMetadata({ params }: PageProps<'/contacts/[id]'>) {
  return { title: await recordTitle('contact', (await params).id) }
}

export default async function ContactPage({ params, searchParams }: PageProps<'/contacts/[id]'>) {
  return (
    <RecordPage
      kind="contact"
      id={(await params).id}
      query={searchParams}
      panel={(contact, ownerName) => (
        <RecordSyncPanel module="contacts" record={contact} ownerName={ownerName} requestSync={requestSync} />
      )}
    />
  )
}
