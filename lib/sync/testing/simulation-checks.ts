import { eq, isNotNull } from 'drizzle-orm'
import { task } from '@/db/schema/crm'
import { activity } from '@/db/schema/sync'
import { recordStates } from '@/lib/sync/records/record-states'
import type { Desk } from './desk'
import type { LifeResult } from './life'
import type { LivedRecord } from './lived-module'
import { problemsWithOrganisers } from './organiser-checks'

type LivingRecord = LivedRecord & { at: Desk }

/** What is wrong at the end of a life; empty when both sides are equal, one item per record, nothing lost. */
export async function problemsAtTheEnd(life: LifeResult): Promise<string[]> {
  const { house, desks, chronicle, organisers } = life
  const problems: string[] = []
  const writes = await house.writesOf(async () => {
    for (const { world } of desks) await world.settle()
  })
  if (writes.length > 0) problems.push(`a further run writes: ${writes.join(', ')}`)
  const living: LivingRecord[] = []
  for (const desk of desks) {
    const records = await desk.lived.list(desk.world.ana, {})
    living.push(...records.map((record) => ({ ...record, at: desk })))
    problems.push(...(await problemsOf(desk, records)))
  }
  problems.push(...(await doubles(life, living)))
  const ids = new Set(living.map(({ id }) => id))
  for (const recordId of new Set(chronicle.edits.map((edit) => edit.recordId))) {
    if (!ids.has(recordId) && !chronicle.mayBeGone.has(recordId)) problems.push(`${recordId} has vanished`)
  }
  problems.push(...(await lostEdits(life, living)), ...(await mailsToSomebody(life)))
  if (organisers) problems.push(...(await problemsWithOrganisers(organisers)))
  return problems
}

/** Microsoft has mailed nobody, but about meetings that somebody edited or deleted in the CRM, who was told so (A8). */
async function mailsToSomebody({ house, chronicle }: LifeResult): Promise<string[]> {
  const { mailed } = house
  if (mailed.length === 0) return []
  const mine = eq(activity.organisationId, house.crm.organisationId)
  const told = await house.db.select().from(activity).where(mine)
  const touched = new Set([
    ...chronicle.mayBeGone,
    ...chronicle.edits.filter(({ by }) => by === 'crm').map(({ recordId }) => recordId),
  ])
  return mailed.flatMap((subject) => {
    const title = subject.replace(/^\w+: /, '')
    const named = told.filter(({ fields }) =>
      fields.some(({ field, before, after }) => field === 'title' && (before === title || after === title)),
    )
    const edited = chronicle.edits.filter(({ field, value }) => field === 'title' && value === title)
    const about = [...named, ...edited].some(({ recordId }) => recordId !== null && touched.has(recordId))
    return about ? [] : [`somebody was mailed about ${subject}, which nobody touched in the CRM`]
  })
}

/** One connection: its records and items are the same, one for one, and each record knows it. */
async function problemsOf(desk: Desk, records: readonly LivedRecord[]): Promise<string[]> {
  const { world, lived, name } = desk
  const { status, reason } = await world.row()
  if (status !== 'active') return [`the connection of ${name} is ${status} (${reason})`]
  const problems: string[] = []
  const links = await world.links()
  const items = new Map((await world.items()).map((item) => [String(item.id), item]))
  for (const { recordId, state, pendingSince, lastError } of links) {
    if (pendingSince !== null) problems.push(`${recordId} is still pending (${state} ${lastError})`)
  }
  const states = await recordStates(world.ana, lived.name, records as never)
  for (const record of records) {
    const own = links.find(({ recordId }) => recordId === record.id)
    const told = states.get(record.id)
    const why = `${told?.state} ${told?.reason}`
    if (own?.state === 'unlinked' || own?.reason === 'outside-window') {
      const expected = own.reason ?? 'removed-in-microsoft'
      if (why !== `skipped ${expected}`) problems.push(`${record.name} says ${why}, and is ${own.reason}`)
      continue
    }
    const item = own?.itemId ? items.get(own.itemId) : undefined
    if (!item || own?.state !== 'linked') {
      problems.push(`${record.name} has no item (${own?.state} ${own?.reason})`)
      continue
    }
    if (why !== 'synced null')
      problems.push(
        `${record.name} says ${why}, and is in Microsoft 365 ${JSON.stringify([record.updatedAt, own])}`,
      )
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
  // What an undo let go, under an id that it had before it was a series for a while (U11).
  let renamed = links.filter(
    ({ itemId, reason }) => reason === 'undone' && itemId !== null && !items.has(itemId),
  ).length
  for (const [id, item] of items) {
    if (own.some(({ itemId }) => itemId === id)) continue
    // Its record's making was undone: the original stays.
    if (links.some(({ itemId, reason }) => itemId === id && reason === 'undone')) continue
    const count = linked.filter(({ itemId }) => itemId === id).length
    if (count === 0 && renamed > 0) renamed -= 1
    else if (count !== 1) problems.push(`the item ${lived.itemName(item)} has ${count} links`)
  }
  return problems
}

/**
 * Names that a life gives are given once (A2). Somebody who takes a record out of the bin and moves its former item back has
 * made two of it; such lives are left out. The next task of a completed one that recurs bears its name.
 */
async function doubles(
  { chronicle, house }: LifeResult,
  records: readonly LivingRecord[],
): Promise<string[]> {
  if (chronicle.lines.some((line) => / restores | moves one back/.test(line))) return []
  const repeated = await house.db.select({ id: task.nextTaskId }).from(task).where(isNotNull(task.nextTaskId))
  const next = new Set(repeated.map(({ id }) => id))
  const names = records
    .filter(({ id, name }) => /^[LMv]\d+/.test(name) && !next.has(id))
    .map(({ at, name }) => `${at.lived.name} ${name}`)
  return names
    .filter((name, at) => names.indexOf(name) !== at)
    .map((name) => `${name} is there more than once`)
}

/** Its item is gone, and the activity says so: as a deletion of ours, or, where that one's answer was lost, as what came of it. */
const wentFromMicrosoft = ({ action, reason }: { action: string; reason: string | null }): boolean =>
  action === 'deleted' || (action === 'skipped' && reason === 'recurring')

/** The last edit of each field is there, or the activity says what became of it (A1). */
async function lostEdits(
  { house, desks, chronicle }: LifeResult,
  records: readonly LivingRecord[],
): Promise<string[]> {
  const mine = eq(activity.organisationId, house.crm.organisationId)
  const told = await house.db.select().from(activity).where(mine)
  const last = new Map(chronicle.edits.map((edit) => [`${edit.recordId} ${edit.field}`, edit]))
  return [...last.values()].flatMap(({ recordId, field: name, value, module, by, unmapped }) => {
    const record = records.find(({ id }) => id === recordId)
    const lived = desks.find((desk) => desk.lived.name === module)?.lived
    const field = lived && [...lived.fields, ...lived.crmOnly].find((one) => one.name === name)
    if (!record || !field || field.record(record) === value) return []
    if (field.elsewhere?.(record, value)) return []
    const about = told.filter((entry) => entry.recordId === recordId)
    if (unmapped && by === 'outlook' && about.some(wentFromMicrosoft)) return []
    const known = about.some(({ fields }) => field.told(fields, value))
    return known ? [] : [`the edit of ${name} to ${value} of ${recordId} is gone, and nothing tells of it`]
  })
}
