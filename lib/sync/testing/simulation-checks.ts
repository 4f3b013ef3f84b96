import { eq } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import { listContacts } from '@/lib/crm/contacts/verbs'
import type { Edit, SimulationResult } from './simulate'
import { livedFields } from './simulation-fields'
import type { SyncWorld } from './sync-world'

/** What is wrong at the end of a life; empty when both sides are equal, one item per record, nothing lost. */
export async function problemsAtTheEnd({ world, edits, mayBeGone }: SimulationResult): Promise<string[]> {
  const problems: string[] = []
  const writes = await world.writesOf(() => world.settle())
  if (writes.length > 0) problems.push(`a further run writes: ${writes.join(', ')}`)
  const { status, reason } = await world.row()
  if (status !== 'active') problems.push(`the connection is ${status} (${reason})`)

  const links = await world.links()
  const items = new Map((await world.items()).map((item) => [String(item.id), item]))
  const records = (await listContacts(world.ana, { limit: 200 })).items
  for (const { recordId, state, pendingSince, lastError } of links) {
    if (pendingSince !== null) problems.push(`${recordId} is still pending (${state} ${lastError})`)
  }
  for (const record of records) {
    const own = links.find(({ recordId }) => recordId === record.id)
    if (own?.state === 'unlinked') continue
    const item = own?.itemId ? items.get(own.itemId) : undefined
    if (!item) {
      problems.push(`${record.lastName} has no item (${own?.state})`)
      continue
    }
    for (const { crm, read } of livedFields) {
      const alone = record.email === null || record.phone === null
      // A list has no holes: what stands first there may be second here.
      if (alone && (crm === 'email' || crm === 'phone')) continue
      const [left, right] = [record[crm] ?? undefined, read(item) ?? undefined]
      if (left !== right) problems.push(`${record.lastName}: ${crm} is ${left} here and ${right} there`)
    }
  }
  const linked = links.filter(({ state }) => state === 'linked')
  for (const [id, { surname, createdDateTime }] of items) {
    const count = linked.filter(({ itemId }) => itemId === id).length
    if (count !== 1) problems.push(`the item ${surname} of ${createdDateTime} has ${count} links`)
  }
  const living = new Set(records.map(({ id }) => id))
  for (const { recordId } of edits) {
    if (!living.has(recordId) && !mayBeGone.has(recordId)) problems.push(`${recordId} has vanished`)
  }
  problems.push(...(await lostEdits(world, edits)))
  return problems
}

const alike = (a: string, b: string) => a === b || (/email/i.test(a) && /email/i.test(b))

/** The last edit of each field is there, or the activity says what became of it (A1). */
async function lostEdits(world: SyncWorld, edits: readonly Edit[]): Promise<string[]> {
  const told = await world.db.select().from(activity).where(eq(activity.connectionId, world.connectionId))
  const { items: records } = await listContacts(world.ana, { limit: 200 })
  const last = new Map(edits.map((edit) => [`${edit.recordId} ${edit.field}`, edit]))
  return [...last.values()].flatMap(({ recordId, field, value }) => {
    const record: Record<string, unknown> | undefined = records.find(({ id }) => id === recordId)
    if (!record || (record[field] ?? null) === value) return []
    // A list has no holes: what was written into its first place may stand in its second.
    if (/email/i.test(field) && (value === null || [record.email, record.secondaryEmail].includes(value)))
      return []
    const known = told.some(
      (entry) =>
        entry.recordId === recordId &&
        entry.fields.some((one) => alike(one.field, field) && (one.before === value || one.lost === value)),
    )
    return known ? [] : [`the edit of ${field} to ${value} of ${recordId} is gone, and nothing tells of it`]
  })
}
