import { random } from '../demo-data/random'

/** The parts of a stack, each a process of its own. */
export const parts = ['app', 'runner', 'emulator', 'database'] as const
export type Part = (typeof parts)[number]

/** A part dies this long after so many records were in both places. */
export type Kill = { part: Part; atLinked: number; afterMs: number }

const longestDelayMs = 400
/** The last kill has to fall into the first sync, too. */
const lastShare = 0.9

/** Who dies when, as the seed says: every part equally often, in random order, at random moments. */
export function planKills(seed: number, { kills, records }: { kills: number; records: number }): Kill[] {
  const dice = random(seed)
  const victims = Array.from({ length: kills }, (_, at) => parts[at % parts.length] ?? 'app')
  for (let at = victims.length - 1; at > 0; at -= 1) {
    const other = dice.int(at + 1)
    const [a, b] = [victims[at], victims[other]]
    if (a && b) [victims[at], victims[other]] = [b, a]
  }
  const moments = victims.map(() => dice.int(Math.floor(records * lastShare))).sort((a, b) => a - b)
  return victims.map((part, at) => ({
    part,
    atLinked: moments[at] ?? 0,
    afterMs: dice.int(longestDelayMs),
  }))
}
