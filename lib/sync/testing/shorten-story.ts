import type { Hazard, Step, Story } from './story'

/** What is wrong at the end of a story; empty when nothing is. */
export type Judge = (story: Story) => Promise<readonly string[]>

const hazards: readonly Hazard[] = [
  ...(['conduct', 'faults', 'lost-connections', 'crashes', 'meddling', 'late-batches', 'orphans'] as const),
]

/**
 * The shortest story that is found to end as badly as the given one: without hazards, modules and steps that it does not
 * need. Each try lives a whole life, so it gives up after a while.
 */
export async function shorten(
  story: Story,
  problems: readonly string[],
  judge: Judge,
  { patienceMs = 90_000 }: { patienceMs?: number } = {},
): Promise<Story> {
  const wanted = new Set(problems.map(kindOf))
  const giveUpAt = Date.now() + patienceMs
  const isAsBad = async (shorter: Story) =>
    Date.now() < giveUpAt && (await judge(shorter)).some((problem) => wanted.has(kindOf(problem)))

  let best = story
  const attempt = async (shorter: Story): Promise<boolean> => {
    const bad = await isAsBad(shorter)
    if (bad) best = shorter
    return bad
  }
  await attempt({ ...best, without: hazards })
  for (const hazard of hazards) {
    if (!best.without.includes(hazard)) await attempt({ ...best, without: [...best.without, hazard] })
  }
  for (let size = 0; size !== sizeOf(best); ) {
    size = sizeOf(best)
    await dropModules(best, attempt)
    await dropSteps(() => best, attempt)
  }
  return best
}

const sizeOf = ({ members, steps }: Story) => members.flat().length + steps.length

/** Two problems are of one kind when they differ only in whom and what they are about. */
const kindOf = (problem: string): string =>
  problem.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+|\b[LMv]\d+( é)?|"[^"]*"/g, '…').slice(0, 40)

async function dropModules(story: Story, attempt: (shorter: Story) => Promise<boolean>): Promise<void> {
  let { members, steps } = story
  for (const [at, modules] of story.members.entries()) {
    for (const module of modules) {
      if (members.flat().length === 1) return
      const fewer = members.map((names, index) => names.filter((name) => index !== at || name !== module))
      const left = steps.filter((step) => step.member !== at || step.module !== module)
      if (await attempt({ ...story, members: fewer, steps: left })) [members, steps] = [fewer, left]
    }
  }
}

/** Leaves out half of the steps, then quarters, at last one by one. */
async function dropSteps(best: () => Story, attempt: (shorter: Story) => Promise<boolean>): Promise<void> {
  for (let length = Math.ceil(best().steps.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let from = 0; from < best().steps.length; ) {
      const { steps } = best()
      const left: Step[] = [...steps.slice(0, from), ...steps.slice(from + length)]
      if (!(await attempt({ ...best(), steps: left }))) from += length
    }
  }
}
