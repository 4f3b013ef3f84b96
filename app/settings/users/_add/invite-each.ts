import type { TenantPerson } from '@/lib/microsoft/directory/list-tenant-people'
import type { ActionResult } from '@/lib/web/server-action'

export type InvitedPerson = Pick<TenantPerson, 'id' | 'name' | 'upn' | 'mail'>
export type Outcome = ActionResult<null>

/** One after the other, each told as soon as it is known; a refusal of one stops none of the others. */
export async function inviteEach(
  people: readonly InvitedPerson[],
  invite: (person: InvitedPerson) => Promise<Outcome>,
  onOutcome: (person: InvitedPerson, outcome: Outcome) => void,
): Promise<void> {
  for (const person of people) onOutcome(person, await invite(person))
}

/** Where she reads mail, which in her tenant is a login of hers like her user name (I2). */
export const addressOf = ({ mail, upn }: InvitedPerson): string => mail ?? upn
