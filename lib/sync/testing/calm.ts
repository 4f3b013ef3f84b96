import { changeConnection } from '@/lib/sync/connections/change-connection'
import type { Chronicle } from './chronicle'
import type { Desk } from './desk'
import type { OrganisationWorld } from './organisation-world'
import type { Organisers } from './organisers'
import { decide } from './switching'

/** Everything is put in order, and everybody's runs come to rest. */
export async function endCalmly(
  house: OrganisationWorld,
  desks: readonly Desk[],
  chronicle: Chronicle,
  organisers: Organisers | null,
): Promise<void> {
  chronicle.note('calm')
  await house.pass(600_000)
  for (const desk of desks) await desk.world.settle()
  for (const desk of desks) await inOrder(desk, chronicle)
  for (const { lived, world } of desks) {
    const [usual = []] = lived.mappings
    if ((await world.row()).mapping.length !== usual.length)
      await changeConnection(world.ana, lived.name, { mapping: [...usual] })
    await lived.calm(world)
  }
  await organisers?.end()
  await house.pass(3_700_000)
  for (const desk of desks) await desk.world.settle()
}

/** On again if it went off, and decided if it is held. */
async function inOrder(desk: Desk, chronicle: Chronicle): Promise<void> {
  const { world } = desk
  for (let tries = 0; tries < 4; tries += 1) {
    const { status } = await world.row()
    if (status === 'active') return
    if (status === 'held') await decide(desk, chronicle)
    else await world.enable()
    await world.settle()
    await world.pass(61_000)
  }
}
