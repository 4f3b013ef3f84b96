import { eq } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { LivedModule, LivedRecord } from './lived-module'
import type { Edit, SimulationResult } from './simulate'
import type { SyncWorld } from './sync-world'

/** What is wrong at the end of a life; empty when both sides are equal, one item per record, nothing lost. */
export async function problemsAtTheEnd(result: SimulationResult): Promise<string[]> {
  const { world, lived, edits, mayBeGone } = result
  const problems: string[] = []
  const writes = await world.writesOf(() => world.settle())
  if (writes.length > 0) problems.push(`a further run writes: ${writes.join(', ')}`)
  const { status, reason } = await world.row()
  if (status !== 'active') problems.push(`the connection is ${status} (${reason})`)

  const links = await world.links()
  const items = new Map((await world.items()).map((item) => [String(item.id), item]))
  const records = await lived.list(world.ana, {})
  for (const { recordId, state, pendingSince, lastError } of links) {
    if (pendingSince !== null) problems.push(`${recordId} is still pending (${state} ${lastError})`)
  }
  for (const record of records) {
    const own = links.find(({ recordId }) => recordId === record.id)
    if (own?.state === 'unlinked' || own?.reason === 'outside-window') continue
    const item = own?.itemId ? items.get(own.itemId) : undefined
    if (!item || own?.state !== 'linked') {
      problems.push(`${record.name} has no item (${own?.state} ${own?.reason})`)
      continue
    }
    const loose = lived.loose(record)
    for (const field of lived.fields.filter(({ name }) => !loose.includes(name))) {
      const [left, right] = [field.record(record), field.read(item)]
      if (left !== right) problems.push(`${record.name}: ${field.name} is ${left} here and ${right} there`)
    }
  }
  const linked = links.filter(({ state }) => state === 'linked')
  const living = new Set(records.map(({ id }) => id))
  // Its record went while it recurred: it is the user's own now.
  const own = links.filter(({ state, recordId }) => state === 'skipped' && !living.has(recordId))
  for (const [id, item] of items) {
    if (own.some(({ itemId }) => itemId === id)) continue
    const count = linked.filter(({ itemId }) => itemId === id).length
    if (count !== 1) problems.push(`the item ${lived.itemName(item)} has ${count} links`)
  }
  problems.push(...doubles(result, records))
  for (const { recordId } of edits) {
    if (!living.has(recordId) && !mayBeGone.has(recordId)) problems.push(`${recordId} has vanished`)
  }
  problems.push(...(await lostEdits(world, lived, edits)))
  return problems
}

/**
 * Names that a life gives are given once (A2). Somebody who takes a record out of the bin and moves its former item back has
 * made two of it; such lives are left out.
 */
function doubles({ steps }: SimulationResult, records: readonly LivedRecord[]): string[] {
  if (steps.some((step) => / restores | moves one back/.test(step))) return []
  const names = records.map(({ name }) => name).filter((name) => /^[LMv]\d+/.test(name))
  return names
    .filter((name, at) => names.indexOf(name) !== at)
    .map((name) => `${name} is there more than once`)
}

/** The last edit of each field is there, or the activity says what became of it (A1). */
async function lostEdits(world: SyncWorld, lived: LivedModule, edits: readonly Edit[]): Promise<string[]> {
  const told = await world.db.select().from(activity).where(eq(activity.connectionId, world.connectionId))
  const records = await lived.list(world.ana, {})
  const last = new Map(edits.map((edit) => [`${edit.recordId} ${edit.field}`, edit]))
  return [...last.values()].flatMap(({ recordId, field: name, value }) => {
    const record = records.find(({ id }) => id === recordId)
    const field = [...lived.fields, ...lived.crmOnly].find((one) => one.name === name)
    if (!record || !field || field.record(record) === value) return []
    if (field.elsewhere?.(record, value)) return []
    const known = told.some((entry) => entry.recordId === recordId && field.told(entry.fields, value))
    return known ? [] : [`the edit of ${name} to ${value} of ${recordId} is gone, and nothing tells of it`]
  })
}
