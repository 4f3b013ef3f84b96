import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { appendChanges, type ChangeDraft } from '../change-feed/append-changes'
import { write } from '../change-feed/write'
import { checkOwners } from './check-owners'
import { checkVersion, type ExpectedVersion } from './expected-version'
import { fieldChanges } from './field-changes'
import { lockRecords } from './lock-records'
import { parseInputs } from './parse-input'
import type { CrmRecord, Draft, Patch, RecordModule, RecordValues, UpdatedRecord } from './record-module'
import { rowOf, stamp } from './record-rows'
import { settle } from './settle'
import { updateRows } from './write-rows'

export type Update<P extends Patch> = { id: string; patch: P; expectedUpdatedAt?: ExpectedVersion }

/**
 * Changes records, all or none, and returns them in the order of the updates. A patch that changes nothing writes
 * nothing. Each record may occur once.
 * @throws DomainError `permission-required`; `not-found`; `deleted` for a record in the recycle bin; `stale`;
 * `validation` with pointers such as `/0/email`.
 */
export async function updateRecords<Values extends RecordValues, D extends Draft, P extends Patch>(
  context: Context,
  module: RecordModule<Values, D, P>,
  updates: readonly Update<P>[],
): Promise<CrmRecord<Values>[]> {
  requirePermission(context, `${module.permissions}.edit`)
  const patches = parseInputs(
    module.patch,
    updates.map((update) => update.patch),
  )
  return write(context, async (context) => {
    const before = await lockRecords(
      context,
      module,
      updates.map((update) => update.id),
    )
    before.forEach((record, position) => {
      if (record.deletedAt !== null) throw new DomainError('deleted')
      checkVersion(record, updates[position]?.expectedUpdatedAt)
    })
    const given = patches.map(({ ownerId }, position) =>
      ownerId === before[position]?.ownerId ? undefined : ownerId,
    )
    await checkOwners(context, given)

    const written: UpdatedRecord<Values>[] = []
    const changes: ChangeDraft[] = []
    const patched = before.map((record, position) => applyPatch(module, record, patches[position] ?? {}))
    const settled = await settle(
      context,
      module,
      patched.map((after, position) => ({
        before: before[position] ?? null,
        given: patches[position] ?? {},
        after,
      })),
    )
    const after = before.map((record, position) => {
      const patched = settled[position] ?? record
      const fields = fieldChanges([...module.fields, 'ownerId'], record, patched)
      if (Object.keys(fields).length === 0) return record
      const next = { ...patched, ...stamp(context, record.updatedAt) }
      written.push({ before: record, after: next })
      changes.push({
        recordId: next.id,
        ownerId: next.ownerId,
        previousOwnerId: next.ownerId === record.ownerId ? null : record.ownerId,
        kind: 'updated',
        fields,
        at: next.updatedAt,
      })
      return next
    })
    await updateRows(
      context.db,
      module.table,
      written.map(({ after }) => rowOf(module, after)),
    )
    await appendChanges(context, module, changes)
    await module.follow?.(context, written)
    return after
  })
}

function applyPatch<Values extends RecordValues>(
  module: Pick<RecordModule<Values>, 'fields'>,
  record: CrmRecord<Values>,
  patch: RecordValues,
): CrmRecord<Values> {
  const named = [...module.fields, 'ownerId'].filter((name) => patch[name] !== undefined)
  return { ...record, ...Object.fromEntries(named.map((name) => [name, patch[name]])) }
}
