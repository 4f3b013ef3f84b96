import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { attendeesInMicrosoft } from '@/lib/sync/records/attendees-in-microsoft'

/**
 * To put something back mails nobody (A8): what would cross to an event that has attendees is a person's own edit to make,
 * which tells her whom Microsoft 365 will mail.
 * @throws DomainError `kept-for-attendees`
 */
export async function mailsNobody(
  context: Pick<Context, 'db' | 'organisationId'>,
  synced: ModuleName | null,
  { recordId, fields }: { recordId: string; fields: readonly string[] },
): Promise<void> {
  const module = synced === null ? null : moduleOf(synced)
  if (!module?.item.mailed || !module.crmFields.some(({ name }) => fields.includes(name))) return
  if ((await attendeesInMicrosoft(context, [recordId])).has(recordId))
    throw new DomainError('kept-for-attendees')
}
