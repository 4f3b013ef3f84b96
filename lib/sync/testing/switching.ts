import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { activity, run } from '@/db/schema/sync'
import { DomainError } from '@/lib/errors'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { undoRun } from '@/lib/sync/undo/undo-run'
import type { Chronicle } from './chronicle'
import type { Desk } from './desk'
import { changeMany } from './mass-changes'

type Turn = (desk: Desk, story: Chronicle, slice: () => Promise<unknown>) => Promise<void>

const turns: Readonly<Record<string, Turn>> = { remap, offAndOn, rename, throwAway, changeMany, undo }
/** Of twenty, how often each happens. */
const odds = { remap: 3, offAndOn: 2, rename: 1, throwAway: 1, changeMany: 1, undo: 2, nothing: 10 }
const drawn = Object.entries(odds).flatMap(([name, count]) => Array.from({ length: count }, () => name))

/** Now and then something larger happens to a connection that works; one that is held is decided. */
export async function turn(
  desk: Desk,
  story: Chronicle,
  { calm, slice }: { calm: boolean; slice: () => Promise<unknown> },
): Promise<void> {
  const name = story.pick(drawn) ?? 'nothing'
  const { status } = await desk.world.row()
  if (status === 'held') await decide(desk, story)
  else if (status === 'active' && calm && (await desk.isReachable())) await turns[name]?.(desk, story, slice)
}

/** Somebody decides what was held (A5). */
export async function decide(desk: Desk, story: Chronicle): Promise<void> {
  const { world, lived } = desk
  if ((await world.row()).status !== 'held') return
  const decision = story.chance(0.5) ? 'apply' : 'restore'
  story.note(`${desk.name}: decides to ${decision}`)
  await resumeConnection(world.ana, lived.name, decision)
}

async function remap({ world, lived, name }: Desk, story: Chronicle): Promise<void> {
  const mapping = [...(story.pick(lived.mappings) ?? [])]
  story.note(`${name}: mapping of ${mapping.length} rows`)
  const dropped = (lived.mappings[0] ?? []).filter(({ crm }) => !mapping.some((row) => row.crm === crm))
  for (const edit of story.edits)
    if (edit.module === lived.name && dropped.some(({ crm }) => crm === edit.field)) edit.unmapped = true
  await changeConnection(world.ana, lived.name, { mapping })
}

async function offAndOn(desk: Desk, story: Chronicle, slice: () => Promise<unknown>): Promise<void> {
  const { world, lived } = desk
  const keep = story.chance(0.5)
  story.note(`${desk.name}: off, ${keep ? 'folder kept' : 'folder removed'}, and on`)
  if (!keep) await desk.loseContainer()
  await disableConnection(world.ana, lived.name, { keep })
  if (story.chance(0.5)) await slice()
  await world.pass(61_000)
  await world.settle()
  if (story.chance(0.5)) await desk.act()
  await world.enable()
}

async function rename({ world, lived, name }: Desk, story: Chronicle): Promise<void> {
  const [[property = 'name'] = []] = Object.entries(lived.elsewhere.container)
  story.note(`${name}: outlook renames the container`)
  await world.outlook('PATCH', await world.folder(), { [property]: `Mine ${story.chances.serial()}` })
}

async function throwAway(desk: Desk, story: Chronicle): Promise<void> {
  story.note(`${desk.name}: outlook throws the container away`)
  await desk.loseContainer()
  await desk.world.outlook('DELETE', await desk.world.folder())
}

/** Any of the last runs is undone: what it made may be in the bin then, and what it took over is as it was. */
async function undo({ world, lived, name }: Desk, story: Chronicle): Promise<void> {
  const runs = await world.db
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.connectionId, world.connectionId), isNotNull(run.finishedAt)))
    .orderBy(desc(run.startedAt), desc(run.id))
    .limit(8)
  const chosen = story.pick(runs)
  if (!chosen) return
  const told = await world.db.select().from(activity).where(eq(activity.runId, chosen.id))
  for (const { recordId } of told) if (recordId) story.mayBeGone.add(recordId)
  const undone = await undoRun(world.ana, lived.name, chosen.id).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error
    return error.code
  })
  story.note(`${name}: a run is undone${typeof undone === 'string' ? ` (${undone})` : ''}`)
}
