import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { contact } from '@/db/schema/crm'
import { comparable } from '@/db/schema/record-columns'
import type { Context } from '@/lib/access/context'
import { asRecords, recordColumns } from '../records/record-rows'
import type { Contact } from './fields'
import { contactModule } from './module'

/** E-mail addresses in lower case, and names in the form of `sortName`. */
export type Likeness = { emails: readonly string[]; sortNames: readonly string[] }

/**
 * An owner's living contacts that carry one of the addresses or bear one of the names, for matching by the sync.
 * Nothing that answers a person calls it.
 */
export async function contactsLike(
  context: Pick<Context, 'db' | 'organisationId'>,
  ownerId: string,
  { emails, sortNames }: Likeness,
): Promise<Contact[]> {
  const conditions = [
    emails.length > 0 ? inArray(comparable(contact.email), [...emails]) : undefined,
    emails.length > 0 ? inArray(comparable(contact.secondaryEmail), [...emails]) : undefined,
    sortNames.length > 0 ? inArray(contact.sortName, [...sortNames]) : undefined,
  ].filter((condition) => condition !== undefined)
  if (conditions.length === 0) return []
  const rows = await context.db
    .select(recordColumns(contactModule))
    .from(contact)
    .where(
      and(
        eq(contact.organisationId, context.organisationId),
        eq(contact.ownerId, ownerId),
        isNull(contact.deletedAt),
        or(...conditions),
      ),
    )
  return asRecords(contactModule, rows)
}
