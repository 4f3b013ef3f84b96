import { expect, it } from 'vitest'
import { shorten } from './shorten-story'
import { type Story, storyOfMany } from './story'

const story = storyOfMany(7)
const [needed, alsoNeeded] = [story.steps[3]?.seed, story.steps.at(-2)?.seed]

const harmless = ['conduct', 'faults', 'lost-connections', 'meddling', 'late-batches', 'orphans']

/** Ends badly while both steps are there and processes may die. */
async function judge({ steps, without }: Story): Promise<string[]> {
  const seeds = steps.map(({ seed }) => seed)
  const bad = [needed, alsoNeeded].every((seed) => seeds.includes(seed ?? 0)) && !without.includes('crashes')
  return bad ? [`L${steps.length} is there more than once`] : []
}

it('a story is told with the steps, modules and hazards that it needs, and no others', async () => {
  const short = await shorten(story, await judge(story), judge)
  expect(short.steps.map(({ seed }) => seed)).toEqual([needed, alsoNeeded])
  const used = new Set(short.steps.map(({ member, module }) => `${member} ${module}`))
  expect(short.members.flat().length).toBeLessThanOrEqual(used.size)
  expect(short.without).toEqual(harmless)
})

it('a story that ends badly in another way is not the same story', async () => {
  const other = async (shorter: Story) =>
    shorter.steps.length < story.steps.length ? ['a further run writes'] : judge(shorter)
  expect(await shorten(story, await judge(story), other)).toEqual({
    ...story,
    without: harmless,
  })
})
