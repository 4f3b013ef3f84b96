import { and, eq, gt, sql } from 'drizzle-orm'
import { activity, link, skippedItem } from '@/db/schema/sync'
import type { SyncWorld } from '@/lib/sync/testing/sync-world'
import type { Left, Preview } from '../preview-tally'

/** The figures of a preview that can be held against what a run has done. */
export type Figures = Pick<Preview, 'matched' | 'microsoft' | 'crm' | 'held' | 'conflicts'> & { left: Left[] }

export const figuresOf = ({ matched, microsoft, crm, held, conflicts, left }: Preview): Figures => ({
  matched,
  microsoft,
  crm,
  held,
  conflicts,
  left: sorted(left),
})

/** What `work` did: told by the activity, and by what the records and links are like afterwards. */
export async function whatHappened(world: SyncWorld, work: () => Promise<unknown>) {
  const owned = async () => world.module.crm.read(world.ana, await everyRecord(world))
  const before = await owned()
  const known = await everyRecord(world)
  const since = world.now()
  await world.pass(1)
  const writes = await world.writesOf(work)
  const told = await world.db
    .select()
    .from(activity)
    .where(and(eq(activity.organisationId, world.ana.organisationId), gt(activity.at, since)))
  const after = await owned()
  const count = (direction: string, ...actions: string[]) =>
    told.filter((one) => one.direction === direction && actions.includes(one.action)).length
  const fresh = [...after.keys()].filter((id) => !known.includes(id)).length
  const restored = [...after].filter(
    ([id, one]) => before.get(id)?.deletedAt && one.deletedAt === null,
  ).length
  const rewritten = told.filter(
    ({ direction, action, fields }) =>
      direction === 'toCrm' && (action === 'updated' || action === 'matched') && fields.length > 0,
  ).length
  const conflicts = new Set(told.flatMap(({ action, recordId }) => (action === 'conflict' ? [recordId] : [])))
  const figures: Figures = {
    matched: count('toCrm', 'matched'),
    microsoft: {
      create: count('toMicrosoft', 'created'),
      update: count('toMicrosoft', 'updated'),
      delete: count('toMicrosoft', 'deleted'),
    },
    crm: { create: fresh, update: rewritten, restore: restored, delete: count('toCrm', 'deleted') },
    held: await heldIn(world),
    conflicts: conflicts.size,
    left: sorted(await leftOf(world, told)),
  }
  return { figures, sent: sentTo(world, writes) }
}

async function everyRecord(world: SyncWorld): Promise<string[]> {
  const told = await world.db.execute<{ id: string }>(
    sql`select distinct record_id as id from change where organisation_id = ${world.ana.organisationId}
      and module = ${world.module.recordModule}`,
  )
  return told.map(({ id }) => id)
}

async function heldIn(world: SyncWorld): Promise<Preview['held']> {
  const links = await world.links()
  const reasons = (reason: string) => links.filter((one) => one.reason === reason).length
  const changes = (direction: string) =>
    links.filter(({ heldChange }) =>
      Object.values(heldChange?.fields ?? {}).some((field) => field.direction === direction),
    ).length
  return {
    microsoft: { update: changes('toMicrosoft'), delete: reasons('removal-held') },
    crm: { update: changes('toCrm'), delete: reasons('deletion-held') },
  }
}

/** Requests that write an item and were carried out, by kind. */
function sentTo({ module }: SyncWorld, writes: readonly string[]) {
  const items = new RegExp(`${module.container.items}(/[^/ ]*)?$`)
  const count = (method: string) =>
    writes.filter((line) => {
      const [verb, path = '', status = ''] = line.split(' ')
      return verb === method && items.test(path) && status.startsWith('2')
    }).length
  return { create: count('POST'), update: count('PATCH'), delete: count('DELETE') }
}

async function leftOf(world: SyncWorld, told: readonly (typeof activity.$inferSelect)[]): Promise<Left[]> {
  const left = new Map<string, Left>()
  const add = (side: Left['side'], reason: string) => {
    const one = left.get(side + reason) ?? { side, reason, count: 0 }
    left.set(side + reason, { ...one, count: one.count + 1 })
  }
  const links = await world.db.select().from(link).where(eq(link.connectionId, world.connectionId))
  const records = await world.module.crm.read(
    world.ana,
    links.map(({ recordId }) => recordId),
  )
  for (const { state, reason, recordId } of links) {
    const record = records.get(recordId)
    const living = record && record.deletedAt === null && record.ownerId === world.ana.memberId
    if (living && (state === 'skipped' || state === 'unlinked')) add('crm', reason ?? '')
  }
  const paired = new Set(links.map(({ itemId }) => itemId))
  const out = await world.db
    .select()
    .from(skippedItem)
    .where(eq(skippedItem.connectionId, world.connectionId))
  for (const { itemId, reason } of out) if (!paired.has(itemId)) add('microsoft', reason)
  for (const { reason } of told) if (reason === 'value-too-long') add('microsoft', reason)
  return [...left.values()]
}

const sorted = (left: readonly Left[]): Left[] =>
  [...left].sort((a, b) => (a.side + a.reason < b.side + b.reason ? -1 : 1))
