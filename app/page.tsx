import { redirect } from 'next/navigation'
import { requireSession } from '@/lib/web/context'

/** The start page is the first list that the person may see. */
export default async function StartPage() {
  const { profile } = await requireSession()
  if (profile.permissions.has('contacts.view')) redirect('/contacts')
  if (profile.permissions.has('leads.view')) redirect('/leads')
  redirect('/settings')
}
