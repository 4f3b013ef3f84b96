import { and, eq } from 'drizzle-orm'
import { change } from '@/db/schema/crm'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { getRecord } from './get-record'
import { forOne } from './parse-input'
import type { CrmRecord, Patch, RecordModule, RecordValues } from './record-module'
import { restoreRecords } from './restore-records'
import { updateRecords } from './update-records'

/** How far back changes can be put back: as long as the recycle bin keeps records. */
const reachMs = 60 * 24 * 3_600_000

/** What people cannot write, though the history tells of it. */
const ofTheSync: Partial<Record<RecordModule['name'], readonly string[]>> = {
  meeting: ['status', 'origin', 'joinUrl'],
  task: ['closedAt'],
}

type Told = Pick<typeof change.$inferSelect, 'kind' | 'fields' | 'at'>

/** The former values of a change that people may write again; null for a change that cannot be put back (any more). */
export function formerPatch(
  module: Pick<RecordModule, 'name'>,
  { kind, fields, at }: Told,
  now: Date,
): RecordValues | null {
  if (kind !== 'updated' || now.getTime() - at.getTime() > reachMs) return null
  const closed = ofTheSync[module.name] ?? []
  const former = Object.entries(fields).filter(([field]) => !closed.includes(field))
  return former.length === 0
    ? null
    : Object.fromEntries(former.map(([field, { before }]) => [field, before ?? null]))
}

/**
 * Puts back what one change of a record did: the former values, or the record out of the recycle bin. It is an edit like
 * any other, with the rights that an edit needs.
 * @param check is given the former values, and may refuse them
 * @throws DomainError `permission-required`, `not-found`, `nothing-to-restore`, `deleted`, `validation`
 */
export async function putBackChange<Values extends RecordValues, D extends Patch, P extends Patch>(
  context: Context,
  module: RecordModule<Values, D, P>,
  { recordId, changeId }: { recordId: string; changeId: number },
  check: (former: RecordValues) => Promise<void> = async () => {},
): Promise<CrmRecord<Values>> {
  await getRecord(context, module, recordId)
  const [told] = await context.db
    .select({ kind: change.kind, fields: change.fields, at: change.at })
    .from(change)
    .where(
      and(
        eq(change.organisationId, context.organisationId),
        eq(change.recordId, recordId),
        eq(change.id, changeId),
      ),
    )
  if (!told) throw new DomainError('not-found')
  if (told.kind === 'deleted') return forOne(() => restoreRecords(context, module, [recordId]))
  const patch = formerPatch(module, told, context.now())
  if (patch === null) throw new DomainError('nothing-to-restore')
  await check(patch)
  // The patch is parsed by the verb; what was in the record once fits its schema.
  return forOne(() => updateRecords(context, module, [{ id: recordId, patch: patch as P }]))
}
