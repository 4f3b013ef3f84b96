import { and, eq, inArray } from 'drizzle-orm'
import { member } from '@/db/schema/access'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'

/**
 * Every given owner must be an active member of the organisation.
 * @param owners one per input, in the order of the inputs; undefined where the input names none.
 * @throws DomainError `validation` at `/{position}/ownerId`.
 */
export async function checkOwners(context: Context, owners: readonly (string | undefined)[]): Promise<void> {
  const unknown = new Set(owners.filter((id) => id !== undefined))
  if (unknown.size === 0) return
  const found = await context.db
    .select({ id: member.id })
    .from(member)
    .where(
      and(
        eq(member.organisationId, context.organisationId),
        eq(member.status, 'active'),
        inArray(member.id, [...unknown]),
      ),
    )
  for (const { id } of found) unknown.delete(id)
  const errors = owners.flatMap((id, position) =>
    id !== undefined && unknown.has(id)
      ? [{ pointer: `/${position}/ownerId`, code: 'invalid', message: 'Not an active user.' }]
      : [],
  )
  if (errors.length > 0) throw new DomainError('validation', { errors })
}
