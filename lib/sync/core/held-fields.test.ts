import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asBefore, editedFields, holdFields } from './held-fields'
import { microsoftFields } from './mapping'
import { planPair } from './plan'
import type { Plan, PlanInput } from './plan-types'
import { applied, input, item, record, rules } from './testing/plan-samples'
import type { Base, CanonicalFields, HeldFields } from './types'

const start: CanonicalFields = { title: 'Lunch', level: 'high', note: 'Bread', from: 10, until: 20 }
const base: Base = { crm: start, microsoft: microsoftFields(rules, start) }
const sides = ['toCrm', 'toMicrosoft'] as const

/** Edits of one side, some of whose fields are many and wait. */
const edited = fc.record({
  direction: fc.constantFrom(...sides),
  fields: fc.subarray(['title', 'note', 'from'], { minLength: 1 }),
  level: fc.boolean(),
  waits: fc.subarray(['title', 'note', 'time']),
  otherSide: fc.boolean(),
})
type Edited = typeof edited extends fc.Arbitrary<infer Value> ? Value : never

const values: Record<string, [string | number, string, string | number]> = {
  title: ['Dinner', 'subject', 'Dinner'],
  note: ['Wine', 'body', 'Wine'],
  from: [11, 'start', 0],
}

function situation({ direction, fields, level, otherSide }: Edited): PlanInput {
  const mine = { ...start }
  const theirs = { ...base.microsoft }
  for (const name of fields) {
    const [crm, microsoft, there] = values[name] ?? ['', '', '']
    if (direction === 'toMicrosoft') mine[name] = name === 'from' ? 0 : crm
    else theirs[microsoft] = there
  }
  if (level) mine.level = 'low'
  if (otherSide) theirs.importance = 'normal'
  return input({ base, record: record(mine, 1), item: item(theirs, 2) })
}

const patches = ({ crm, microsoft }: Plan) => ({
  crm: crm.kind === 'update' ? crm.patch : {},
  microsoft: microsoft.kind === 'update' ? microsoft.patch : {},
})

function held(one: Edited, given: PlanInput): HeldFields {
  const names = editedFields(rules, base, planPair(given))[one.direction]
  const waits = new Set(one.waits.filter((name) => names.has(name)))
  return holdFields(rules, base, waits, one.direction)
}

/** Both sides and the base after a plan has been carried out. */
function carriedOut(given: PlanInput): PlanInput {
  const plan = planPair(given)
  const after = applied(plan, given)
  return input({
    base: after.base,
    record: record(after.record ?? {}),
    item: item(after.item ?? {}),
    held: Object.fromEntries(Object.entries(plan.held).filter(([, { putsBack }]) => !putsBack)),
  })
}

describe('changes that wait for a decision (A5)', () => {
  it('leave both values as they are, and let all others through', () => {
    fc.assert(
      fc.property(edited, (one) => {
        const given = situation(one)
        const waiting = held(one, given)
        const [free, braked] = [planPair(given), planPair({ ...given, held: waiting })]
        const expected = { crm: { ...patches(free).crm }, microsoft: { ...patches(free).microsoft } }
        for (const { crm, microsoft } of rules) {
          if (!(crm in waiting)) continue
          delete expected.crm[crm]
          delete expected.microsoft[microsoft]
        }
        expect(patches(braked)).toEqual(expected)
        expect(braked.held).toEqual(waiting)
      }),
    )
  })

  it('go on as if they had never waited', () => {
    fc.assert(
      fc.property(edited, (one) => {
        const given = situation(one)
        const waiting = held(one, given)
        const braked = carriedOut({ ...given, held: waiting })
        const before = asBefore(braked.base, braked.held ?? {}, rules)
        const after = carriedOut({ ...braked, base: before, held: {} })
        expect([after.record?.fields, after.item?.fields]).toEqual([
          carriedOut(given).record?.fields,
          carriedOut(given).item?.fields,
        ])
      }),
    )
  })

  it('put back, the side that changed has what it had, and nothing is left to do', () => {
    fc.assert(
      fc.property(edited, (one) => {
        const given = situation(one)
        const waiting = held(one, given)
        const braked = carriedOut({ ...given, held: waiting })
        const back = Object.entries(waiting).map(([name, former]) => [name, { ...former, putsBack: true }])
        const after = carriedOut({ ...braked, held: Object.fromEntries(back) })
        for (const { crm, microsoft } of rules) {
          if (!(crm in waiting)) continue
          expect(after.record?.fields[crm]).toBe(start[crm])
          expect(after.item?.fields[microsoft]).toBe(base.microsoft[microsoft])
        }
        expect(patches(planPair(after))).toEqual({ crm: {}, microsoft: {} })
      }),
    )
  })

  it('wait no longer once they have been taken back', () => {
    const waiting = holdFields(rules, base, new Set(['title']), 'toCrm')
    const [mine, theirs] = [record(start), item(base.microsoft)]
    expect(planPair(input({ base, record: mine, item: theirs, held: waiting })).held).toEqual({})
  })

  it('put back where the other side was edited meanwhile, that edit is what arrives', () => {
    const waiting = holdFields(rules, base, new Set(['title']), 'toCrm')
    const back = { title: { ...waiting.title, putsBack: true as const } } as HeldFields
    const theirs = { ...base.microsoft, subject: 'Dinner' }
    const now = { crm: { ...start }, microsoft: theirs }
    const mine = record({ ...start, title: 'Brunch' })
    const plan = planPair(input({ base: now, record: mine, item: item(theirs), held: back }))
    expect(plan.microsoft).toEqual({ kind: 'update', patch: { subject: 'Brunch' } })
  })

  it('are edits like any other when the record goes meanwhile: it comes back out of the bin', () => {
    const waiting = holdFields(rules, base, new Set(['title']), 'toCrm')
    const theirs = { ...base.microsoft, subject: 'Dinner' }
    const now = { crm: { ...start }, microsoft: theirs }
    const gone = record(start, 0, true)
    const plan = planPair(input({ base: now, record: gone, item: item(theirs), held: waiting }))
    expect(plan.crm).toMatchObject({ kind: 'restore', patch: { title: 'Dinner' } })
  })
})

describe('what counts as somebody’s edit', () => {
  it('is neither what was never agreed on, nor what is owed to Microsoft', () => {
    const mine = { ...start, title: 'Dinner', note: 'Wine', level: 'low' }
    const { note: _, ...agreed } = start
    const before: Base = { ...base, crm: agreed, owed: ['level'] }
    const plan = planPair(input({ base: before, record: record(mine, 1), item: item(base.microsoft) }))
    expect([...editedFields(rules, before, plan).toMicrosoft]).toEqual(['title'])
  })

  it('is a group as one', () => {
    const mine = { ...start, from: 0, until: 40 }
    const plan = planPair(input({ base, record: record(mine, 1), item: item(base.microsoft) }))
    expect([...editedFields(rules, base, plan).toMicrosoft]).toEqual(['time'])
  })
})
