import { expect, it } from 'vitest'
import { parts, planKills } from './kill-plan'

const plan = (seed: number) => planKills(seed, { kills: 20, records: 1_000 })

it('every part dies equally often, in the course of the first sync, and the same seed gives the same story', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const kills = plan(seed)
    for (const part of parts) expect(kills.filter((kill) => kill.part === part)).toHaveLength(5)
    const moments = kills.map(({ atLinked }) => atLinked)
    expect(moments).toEqual([...moments].sort((a, b) => a - b))
    expect(moments.every((at) => at >= 0 && at < 900)).toBe(true)
    expect(plan(seed)).toEqual(kills)
  }
  expect(plan(1)).not.toEqual(plan(2))
})
