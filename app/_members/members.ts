import 'server-only'
import { listMembers } from '@/lib/access/members/list-members'
import type { MemberView } from '@/lib/access/members/member-rows'
import type { SessionContext } from '@/lib/web/context'

/** Every member of the organisation, by name. */
export async function allMembers(context: SessionContext): Promise<MemberView[]> {
  const members: MemberView[] = []
  let after: { at: Date; id: string } | undefined
  do {
    const page = await listMembers(context, { limit: 200, after })
    members.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  const order = new Intl.Collator(context.viewer.locale ?? 'en')
  return members.sort((a, b) => order.compare(a.name, b.name))
}

/** The members who can own records, as choices. */
export const ownerOptions = (members: readonly MemberView[]) =>
  members
    .filter(({ status }) => status === 'active')
    .map(({ id, name, email }) => ({ value: id, label: name, hint: email }))

export const memberNames = (members: readonly MemberView[]): ReadonlyMap<string, string> =>
  new Map(members.map(({ id, name }) => [id, name]))
