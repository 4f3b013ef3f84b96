import { redirect } from 'next/navigation'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'

export default async function BinPage() {
  const { actor } = await sessionContext()
  redirect(may(actor, 'contacts.view') ? '/bin/contacts' : '/bin/leads')
}
