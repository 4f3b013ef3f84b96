import { live } from './life'
import { shorten } from './shorten-story'
import type { SimulatedDatabase } from './simulated-database'
import { problemsAtTheEnd } from './simulation-checks'
import type { Story } from './story'

export type Ending = { problems: string[]; lines: string[] }

/** Lives a story. A life that breaks off has ended badly. */
export async function endOf(database: SimulatedDatabase, story: Story): Promise<Ending> {
  const lines: string[] = []
  try {
    return { problems: await problemsAtTheEnd(await live(database, story, lines)), lines }
  } catch (error) {
    const { message, stack = '', cause } = error instanceof Error ? error : new Error(String(error))
    lines.push(stack, ...(cause instanceof Error ? [`caused by ${cause.message}`] : []))
    return { problems: [`it breaks off: ${message}`], lines }
  }
}

/** A story that ends badly in as few words as it can be told, and how to live it again. */
export async function tell(
  database: SimulatedDatabase,
  name: string,
  story: Story,
  { problems }: Pick<Ending, 'problems'>,
): Promise<string> {
  const judge = async (one: Story) => (await endOf(database, one)).problems
  const short = await shorten(story, problems, judge)
  const ending = await endOf(database, short)
  const left = `${short.steps.length} of ${story.steps.length} steps, ${short.members.flat().length} of ${story.members.flat().length} connections`
  return [
    problems.join('\n'),
    `The shortest story found of this kind (${left}, without ${short.without.join(', ') || 'nothing'}):`,
    ...ending.lines.map((line) => `  ${line}`),
    ...ending.problems.map((problem) => `  => ${problem}`),
    `To live it again: SEED=${name}:${story.seed} npx vitest run --project lives lib/sync/simulation-1`,
  ].join('\n')
}
