import { redirect } from 'next/navigation'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'

const places = ['contacts', 'leads', 'meetings', 'tasks'] as const

export default async function BinPage() {
  const { actor } = await sessionContext()
  const [first = 'contacts'] = places.filter((place) => may(actor, `${place}.view`))
  redirect(`/bin/${first}`)
}
