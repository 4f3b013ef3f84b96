import { and, eq, inArray, sql } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import type { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { peopleByAddress } from '@/lib/crm/references/people-by-address'
import type { RelatedTo } from '@/lib/crm/references/reference'

export type FoundOrganiser = { client: RelatedTo | null; colleague: boolean }

/**
 * Who some organisers are (M6). A colleague is a member of the organisation, or anybody in the domain of the user's own
 * mailbox; a contact card that a colleague has makes her no client.
 * @param addresses in lower case
 */
export async function findOrganisers(
  context: Context,
  { memberId, upn }: Pick<typeof connection.$inferSelect, 'memberId' | 'upn'>,
  addresses: readonly string[],
): Promise<(address: string) => FoundOrganiser> {
  const wanted = [...new Set(addresses)]
  if (wanted.length === 0) return () => ({ client: null, colleague: false })
  const people = await peopleByAddress(context, memberId, wanted)
  const members = await context.db
    .select({ email: sql<string>`lower(${account.email})` })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(
      and(eq(member.organisationId, context.organisationId), inArray(sql`lower(${account.email})`, wanted)),
    )
  const colleagues = new Set(members.map(({ email }) => email))
  const own = domainOf(upn ?? '')
  return (address) => ({
    client: people.get(address) ?? null,
    colleague: colleagues.has(address) || (own !== '' && domainOf(address) === own),
  })
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
