import { randomUUID } from 'node:crypto'
import { type Context, requirePermission } from '@/lib/access/context'
import { appendChanges } from '../change-feed/append-changes'
import { write } from '../change-feed/write'
import { checkOwners } from './check-owners'
import { fieldChanges } from './field-changes'
import { parseInputs } from './parse-input'
import type { CrmRecord, Draft, Patch, RecordModule, RecordValues } from './record-module'
import { rowOf, stamp } from './record-rows'
import { settle } from './settle'
import { insertRows } from './write-rows'

/**
 * Creates records, all or none, and returns them in the order of the inputs.
 * @throws DomainError `permission-required`; `validation` with pointers such as `/0/email`.
 */
export async function createRecords<Values extends RecordValues, D extends Draft, P extends Patch>(
  context: Context,
  module: RecordModule<Values, D, P>,
  inputs: readonly D[],
): Promise<CrmRecord<Values>[]> {
  requirePermission(context, `${module.permissions}.create`)
  const drafts = parseInputs(module.draft, inputs)
  if (drafts.length === 0) return []
  return write(context, async (context) => {
    await checkOwners(
      context,
      drafts.map((draft) => draft.ownerId),
    )
    const records = await settle(
      context,
      module,
      drafts.map((given) => ({ before: null, given, after: newRecord(context, module, given) })),
    )
    await insertRows(
      context.db,
      module.table,
      records.map((record) => rowOf(module, record)),
    )
    await appendChanges(
      context,
      module,
      records.map((record) => ({
        recordId: record.id,
        ownerId: record.ownerId,
        previousOwnerId: null,
        kind: 'created',
        fields: fieldChanges(module.fields, null, record),
        at: record.updatedAt,
      })),
    )
    return records
  })
}

function newRecord<Values extends RecordValues>(
  context: Context,
  module: Pick<RecordModule<Values>, 'fields'>,
  draft: Draft,
): CrmRecord<Values> {
  const values = Object.fromEntries(module.fields.map((name) => [name, draft[name] ?? null]))
  const written = stamp(context)
  return {
    ...(values as Values),
    id: randomUUID(),
    organisationId: context.organisationId,
    ownerId: draft.ownerId ?? actingMember(context),
    createdAt: written.updatedAt,
    ...written,
    deletedAt: null,
  }
}

function actingMember({ actor }: Context): string {
  if (actor.type === 'system') throw new Error('A job of ours names the owner of what it creates.')
  return actor.memberId
}
