import { and, eq, isNull } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { member } from '@/db/schema/access'
import { contact, lead } from '@/db/schema/crm'
import { type Context, may } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { idIn } from '../records/id-in'
import { visible } from '../records/visibility'
import { type Reference, referenceKey } from './reference'

export type NewReference = { to: Reference; pointer: string }

/**
 * What a record newly points at has to exist: a contact or lead that the actor may see and that is not in the bin, a
 * member of the organisation. The sync may point at anybody's (M6). One query however many they are.
 * @throws DomainError `validation` at the pointers given.
 */
export async function checkReferences(context: Context, references: readonly NewReference[]): Promise<void> {
  if (references.length === 0) return
  const found = await existing(
    context,
    references.map(({ to }) => to),
  )
  const errors = references
    .filter(({ to }) => !found.has(referenceKey(to)))
    .map(({ to, pointer }) => ({ pointer, code: 'invalid', message: `There is no such ${to.type}.` }))
  if (errors.length > 0) throw new DomainError('validation', { errors })
}

async function existing(context: Context, references: readonly Reference[]): Promise<Set<string>> {
  const idsOf = (type: Reference['type']) => [
    ...new Set(references.filter((one) => one.type === type).map(({ id }) => id)),
  ]
  const { db, organisationId, actor } = context
  const people = (table: typeof contact | typeof lead, type: 'contact' | 'lead') =>
    db
      .select({ id: table.id })
      .from(table)
      .where(
        and(
          actor.type === 'sync' ? eq(table.organisationId, organisationId) : visible(context, table),
          isNull(table.deletedAt),
          idIn(table.id, may(actor, `${type}s.view`) ? idsOf(type) : []),
        ),
      )
  const members = db
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.organisationId, organisationId), idIn(member.id, idsOf('user'))))
  const [contacts, leads] = [people(contact, 'contact'), people(lead, 'lead')]
  const rows = await unionAll(contacts, leads, members)
  // An id says which table it is of: they are random.
  const ids = new Set(rows.map(({ id }) => id))
  return new Set(references.filter(({ id }) => ids.has(id)).map(referenceKey))
}
