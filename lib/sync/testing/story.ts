import type { ModuleName } from '@/lib/sync/modules/module'
import { seeded } from './seeded'

/**
 * One step of a life. Its chances follow from a seed of its own, so that it stays what it is when others are left out.
 * `edit`: somebody edits something on either side; `run`: the engine works under fire; `turn`: a module is switched or
 * its container meddled with; `upset`: something happens to credentials or permissions; `invite`: something happens to
 * invitations from outside; `occurrence`: one occurrence of a series is edited; `pass`: time goes by.
 */
export type Step = {
  kind: 'edit' | 'run' | 'turn' | 'upset' | 'invite' | 'occurrence' | 'pass'
  seed: number
  /** Which of the members, and which of her modules. */
  member: number
  module: ModuleName
}

/** What a shorter story can do without. */
export type Hazard =
  | 'faults'
  | 'crashes'
  | 'lost-connections'
  | 'meddling'
  | 'conduct'
  | 'late-batches'
  | 'orphans'

/** All that happens in a life, before it happens: it follows from the seed. */
export type Story = {
  seed: number
  /** Of each member, the modules that she has enabled. */
  members: readonly (readonly ModuleName[])[]
  /** People outside invite, and members follow it. */
  organisers: boolean
  steps: readonly Step[]
  without: readonly Hazard[]
}

const allModules = ['contacts', 'meetings', 'tasks'] as const

/** A life of one connection. */
export function storyOfOne(module: ModuleName, seed: number): Story {
  const random = seeded(seed)
  const steps = rounds(random, 2 + Math.floor(random() * 3), (step) => [
    ...times(1 + Math.floor(random() * 3), () => step('edit', 0, module)),
    step('run', 0, module),
    step('turn', 0, module),
    step('pass', 0, module),
  ])
  return { seed, members: [[module]], organisers: false, steps, without: [] }
}

/** A life of an organisation: two members or more, all of their modules. */
export function storyOfMany(seed: number): Story {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[], first: T): T => list[Math.floor(random() * list.length)] ?? first
  const count = pick([2, 2, 2, 3, 3, 4], 2)
  const organisers = seed % 4 === 0
  // Who follows invitations too has two modules: a life takes as long.
  const modules = organisers ? (['contacts', 'meetings'] as const) : allModules
  const members = times(count, () => modules)
  const steps = rounds(random, 2 + Math.floor(random() * 2), (step) => {
    const somewhere = (kind: Step['kind']) =>
      step(kind, Math.floor(random() * count), pick(allModules, 'contacts'))
    return [
      ...times(3 + Math.floor(random() * 2 * count), () => somewhere('edit')),
      ...(organisers ? times(2 + Math.floor(random() * 3), () => somewhere('invite')) : []),
      ...(random() < 0.4 ? [somewhere('upset')] : []),
      ...times(2 + Math.floor(random() * count), () => somewhere('run')),
      ...(organisers ? [somewhere('occurrence'), ...times(3, () => somewhere('invite'))] : []),
      ...times(2, () => somewhere('turn')),
      somewhere('pass'),
    ]
  })
  return { seed, members, organisers, steps, without: [] }
}

type Make = (kind: Step['kind'], member: number, module: ModuleName) => Step

function rounds(random: () => number, count: number, round: (step: Make) => Step[]): Step[] {
  const make: Make = (kind, member, module) => ({
    kind,
    member,
    module,
    seed: Math.floor(random() * 2 ** 31),
  })
  return times(count, () => round(make)).flat()
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
