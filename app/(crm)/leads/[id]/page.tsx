import { NotSynced } from '@/components/microsoft/not-synced'
import { RecordPage, recordTitle } from '../../_records/record-page'

export async function generateMetadata({ params }: PageProps<'/leads/[id]'>) {
  return { title: await recordTitle('lead', (await params).id) }
}

export default async function LeadPage({ params, searchParams }: PageProps<'/leads/[id]'>) {
  return <RecordPage kind="lead" id={(await params).id} query={searchParams} panel={() => <NotSynced />} />
}
