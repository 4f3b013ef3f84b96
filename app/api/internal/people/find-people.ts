import { allMembers } from '@/app/_members/members'
import { type Person, personKey } from '@/app/(crm)/_people/person'
import { fullName } from '@/components/crm/full-name'
import { may } from '@/lib/access/context'
import { listContacts } from '@/lib/crm/contacts/verbs'
import { listLeads } from '@/lib/crm/leads/verbs'
import type { SessionContext } from '@/lib/web/context'

type Query = { search: string; types: readonly string[] }

/** Of each kind at most so many: whoever is not among them is found by one more letter. */
const mostOfEach = 6

/** People whom the viewer may see, members first: colleagues are asked for most often. */
export async function findPeople(context: SessionContext, { search, types }: Query): Promise<Person[]> {
  if (search.trim() === '') return []
  const [members, contacts, leads] = await Promise.all([
    types.includes('user') ? findMembers(context, search) : [],
    types.includes('contact') && may(context.actor, 'contacts.view')
      ? listContacts(context, { search, limit: mostOfEach }).then(({ items }) => items)
      : [],
    types.includes('lead') && may(context.actor, 'leads.view')
      ? listLeads(context, { search, limit: mostOfEach }).then(({ items }) => items)
      : [],
  ])
  const found: Person[] = [
    ...members,
    ...contacts.map(
      (one): Person => ({ type: 'contact', id: one.id, name: fullName(one), email: one.email }),
    ),
    ...leads.map((one): Person => ({ type: 'lead', id: one.id, name: fullName(one), email: one.email })),
  ]
  return [...new Map(found.map((person) => [personKey(person), person])).values()]
}

async function findMembers(context: SessionContext, search: string): Promise<Person[]> {
  const words = plain(search).split(/\s+/)
  return (await allMembers(context))
    .filter(({ status, name, email }) => {
      const parts = plain(`${name} ${email}`).split(/[\s@.-]+/)
      const isAddress = plain(email).startsWith(plain(search))
      return (
        status === 'active' &&
        (isAddress || words.every((word) => parts.some((part) => part.startsWith(word))))
      )
    })
    .slice(0, mostOfEach)
    .map(({ id, name, email }) => ({ type: 'user', id, name, email }))
}

/** Without case and accents, so that "helene" finds Hélène. */
const plain = (text: string) => text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
