import { redirect } from 'next/navigation'
import { requireSession } from '@/lib/web/context'

const lists = ['contacts', 'leads', 'meetings', 'tasks'] as const

/** The start page is the first list that the person may see. */
export default async function StartPage() {
  const { profile } = await requireSession()
  const first = lists.find((list) => profile.permissions.has(`${list}.view`))
  redirect(first === undefined ? '/settings' : `/${first}`)
}
