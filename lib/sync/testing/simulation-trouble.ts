import { uncertainChoices } from '@/emulator/core/uncertain'
import { small } from '@/emulator/testing/small-seed'
import type { Mailbox, OrganisationWorld } from './organisation-world'
import { asItComes } from './ways'

type World = Pick<OrganisationWorld, 'emulator' | 'engine' | 'random'>
type PeacefulWorld = World & Pick<OrganisationWorld, 'way'>

/** Kills the engine where it stands: whatever is committed stays, the lease too. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

const faults = [
  { effect: { status: 429, headers: { 'Retry-After': '1' } } },
  { effect: { status: 429 } },
  { effect: { status: 503, body: '' } },
  { effect: { status: 504 } },
  { effect: { dropBeforeApply: true } },
  { effect: { dropAfterApply: true } },
  { effect: { status: 503, dropAfterApply: true } },
  { effect: { status: 500 } },
  { effect: { notifications: 'drop' as const } },
  { effect: { notifications: 'duplicate' as const } },
  { effect: { notifications: 'reorder' as const } },
]

/** Arms faults of the network and the service at random; `peace` ends them. */
export function trouble(
  world: World,
  mailbox: Pick<Mailbox, 'userId'>,
  chance: (probability: number) => boolean,
): void {
  const { emulator } = world
  if (chance(0.3)) emulator.outlook.expireDeltaTokens(mailbox.userId)
  if (chance(0.3)) emulator.outlook.conduct.set({ spontaneousConflictChance: 0.3 })
  for (const fault of faults) {
    if (!chance(0.3)) continue
    const seed = Math.floor(world.random() * 1_000_000)
    // Notifications follow from what people do over there, everything else is between us and the service.
    const match = 'notifications' in fault.effect ? {} : { path: '^/v1.0/', appId: small.appId }
    emulator.faults.add({ match, probability: 0.15, seed, times: 6, ...fault })
  }
}

export function peace(world: PeacefulWorld): void {
  world.emulator.faults.clear()
  world.emulator.outlook.conduct.set({ spontaneousConflictChance: 0 })
  world.way = asItComes
  delete world.engine.checkpoint
}

/** Points on which the documentation is silent; `U4 = ignored` would let edits be overwritten that nobody can see. */
const switches = [
  ...(['U1', 'U2', 'U6', 'U11', 'U12', 'U14', 'U16', 'U17', 'U18', 'U19'] as const),
  ...(['U24', 'U32', 'U39', 'U44'] as const),
]

export function readUncertainly(world: World): void {
  const chosen = Object.fromEntries(
    switches.map((name) => {
      const choices = uncertainChoices[name]
      return [name, choices[Math.floor(world.random() * choices.length)]]
    }),
  )
  world.emulator.settings.setUncertain(chosen)
  world.emulator.settings.setUncertain({ U4: world.random() < 0.5 ? 'patch' : 'patch-and-delete' })
}
