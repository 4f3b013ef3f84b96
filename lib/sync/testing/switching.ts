import { changeConnection } from '@/lib/sync/connections/change-connection'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import type { Chronicle } from './chronicle'
import type { Desk } from './desk'

/** Now and then: another mapping, off and on again, the container renamed or thrown away, a held run decided. */
export async function turn(
  desk: Desk,
  story: Chronicle,
  { calm, run }: { calm: boolean; run: () => Promise<unknown> },
): Promise<void> {
  const { world, lived } = desk
  const note = (text: string) => story.note(`${desk.name}: ${text}`)
  const { status, containerId } = await world.row()
  if (status === 'held') return decide(desk, story)
  if (status !== 'active' || !calm) return
  if (story.chance(0.15)) {
    const mapping = [...(story.pick(lived.mappings) ?? [])]
    note(`mapping of ${mapping.length} rows`)
    await changeConnection(world.ana, lived.name, { mapping })
  } else if (story.chance(0.1)) {
    const keep = story.chance(0.5)
    note(`off, ${keep ? 'folder kept' : 'folder removed'}, and on`)
    if (!keep) await desk.loseContainer()
    await disableConnection(world.ana, lived.name, { keep })
    if (story.chance(0.5)) await run()
    await world.pass(61_000)
    await world.settle()
    if (story.chance(0.5)) await desk.act()
    await world.enable()
  } else if (story.chance(0.08) && containerId && (await desk.isReachable())) {
    const [[property = 'name'] = []] = Object.entries(lived.elsewhere.container)
    note('outlook renames the container')
    await world.outlook('PATCH', await world.folder(), { [property]: `Mine ${story.chances.serial()}` })
  } else if (story.chance(0.06) && containerId && (await desk.isReachable())) {
    note('outlook throws the container away')
    await desk.loseContainer()
    await world.outlook('DELETE', await world.folder())
  }
}

/** Somebody decides what was held (A5). */
export async function decide(desk: Desk, story: Chronicle): Promise<void> {
  const { world, lived } = desk
  if ((await world.row()).status !== 'held') return
  const decision = story.chance(0.5) ? 'apply' : 'restore'
  story.note(`${desk.name}: decides to ${decision}`)
  await resumeConnection(world.ana, lived.name, decision)
}
