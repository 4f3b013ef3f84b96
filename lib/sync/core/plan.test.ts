import { describe, expect, it } from 'vitest'
import { compileMapping } from './mapping'
import { planPair } from './plan'
import { base, fieldLimits, input, item, levelMaps, record } from './testing/plan-samples'

describe('planPair: who wins where both sides changed one field', () => {
  const both = {
    base: base({ title: 'Lunch' }, { subject: 'Lunch' }),
    record: record({ title: 'Dinner' }, 1_000),
    item: item({ subject: 'Brunch' }, 2_000),
  }

  it.each([
    ['latest: the later change', 'latest', 1_000, 2_000, 'microsoft'],
    ['latest: the later change, the other way round', 'latest', 3_000, 2_000, 'crm'],
    ['latest: a tie goes to the CRM', 'latest', 2_000, 2_000, 'crm'],
    ['crm: always the CRM', 'crm', 1_000, 2_000, 'crm'],
    ['microsoft: always Microsoft', 'microsoft', 3_000, 2_000, 'microsoft'],
  ] as const)('%s', (_, policy, crmAt, microsoftAt, winner) => {
    const plan = planPair(
      input({
        ...both,
        record: record({ title: 'Dinner' }, crmAt),
        item: item({ subject: 'Brunch' }, microsoftAt),
        policy,
      }),
    )
    const won = winner === 'crm' ? { kept: 'Dinner', lost: 'Brunch' } : { kept: 'Brunch', lost: 'Dinner' }
    expect(plan.conflicts).toEqual([{ field: 'title', winner, ...won }])
    expect(plan.crm).toEqual(
      winner === 'crm' ? { kind: 'none' } : { kind: 'update', patch: { title: 'Brunch' } },
    )
    expect(plan.microsoft).toEqual(
      winner === 'crm' ? { kind: 'update', patch: { subject: 'Dinner' } } : { kind: 'none' },
    )
  })

  it('the same edit on both sides is no conflict and no write', () => {
    const plan = planPair(input({ ...both, item: item({ subject: 'Dinner' }, 2_000) }))
    expect(plan).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' }, conflicts: [] })
  })

  it('what the CRM won is still owed when it is edited back to the former value', () => {
    const won = planPair(input({ ...both, policy: 'crm' }))
    const back = planPair(
      input({ base: won.base, record: record({ title: 'Lunch' }, 3_000), item: both.item, policy: 'crm' }),
    )
    expect(back.microsoft).toEqual({ kind: 'update', patch: { subject: 'Lunch' } })
    const again = planPair(input({ base: back.base, record: record({ title: 'Lunch' }), item: both.item }))
    expect(again.microsoft).toEqual({ kind: 'update', patch: { subject: 'Lunch' } })
  })

  it('a winner that the CRM cannot hold is not taken over, and nothing is lost', () => {
    const plan = planPair(
      input({ ...both, item: item({ subject: 'much too long for it' }, 9_000), policy: 'latest' }),
    )
    expect(plan).toMatchObject({
      crm: { kind: 'none' },
      microsoft: { kind: 'none' },
      conflicts: [],
      refused: ['title'],
    })
  })
})

describe('planPair: deletions', () => {
  const agreed = base({ title: 'Lunch' }, { subject: 'Lunch' })

  it('a record deleted here is deleted there', () => {
    const plan = planPair(
      input({ base: agreed, record: record({ title: 'Lunch' }, 0, true), item: item({ subject: 'Lunch' }) }),
    )
    expect(plan).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'delete' } })
  })

  it('an edit there beats the deletion here: the record comes back with it', () => {
    const plan = planPair(
      input({ base: agreed, record: record({ title: 'Lunch' }, 0, true), item: item({ subject: 'Brunch' }) }),
    )
    expect(plan).toMatchObject({
      crm: { kind: 'restore', patch: { title: 'Brunch' } },
      microsoft: { kind: 'none' },
    })
  })

  it('an edit there of what is not mapped does not hold the deletion up', () => {
    const plan = planPair(
      input({
        base: agreed,
        record: record({ title: 'Lunch' }, 0, true),
        item: item({ subject: 'Lunch', spouse: 'Eva' }),
      }),
    )
    expect(plan.microsoft).toEqual({ kind: 'delete' })
  })

  it('an item deleted there is deleted here, where that is allowed', () => {
    const plan = planPair(input({ base: agreed, record: record({ title: 'Lunch' }), deleteInCrm: true }))
    expect(plan).toMatchObject({ crm: { kind: 'delete' }, microsoft: { kind: 'none' } })
  })

  it('an edit here beats the deletion there: the item is made again, whole', () => {
    const plan = planPair(
      input({ base: agreed, record: record({ title: 'Dinner', level: 'highest' }), deleteInCrm: true }),
    )
    expect(plan).toMatchObject({
      crm: { kind: 'none' },
      microsoft: { kind: 'create', patch: { subject: 'Dinner', importance: 'high' } },
    })
  })

  it.each([
    ['untouched', 'Lunch'],
    ['edited', 'Dinner'],
  ])('where it is not allowed, the record is let go, %s or not (C3)', (_, title) => {
    const plan = planPair(input({ base: agreed, record: record({ title }), deleteInCrm: false }))
    expect(plan).toMatchObject({ crm: { kind: 'unlink' }, microsoft: { kind: 'none' } })
  })

  it('what is gone on both sides asks for nothing', () => {
    const plan = planPair(input({ base: agreed, record: record({ title: 'Lunch' }, 0, true) }))
    expect(plan).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' } })
    expect(planPair(input({ base: agreed }))).toMatchObject({ crm: { kind: 'none' } })
  })
})

describe('planPair: values that fit only one way (A4)', () => {
  const agreed = base({ level: 'highest' }, { importance: 'high' })

  it('a lossy pair that nobody touched stays', () => {
    const plan = planPair(
      input({ base: agreed, record: record({ level: 'highest' }), item: item({ importance: 'high' }) }),
    )
    expect(plan).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' } })
  })

  it('an edit that means the same over there is agreed without a write', () => {
    const plan = planPair(
      input({ base: agreed, record: record({ level: 'high' }), item: item({ importance: 'high' }) }),
    )
    expect(plan).toMatchObject({ microsoft: { kind: 'none' }, base: { crm: { level: 'high' } } })
  })

  it('a real edit there replaces the finer value here', () => {
    const plan = planPair(
      input({ base: agreed, record: record({ level: 'highest' }), item: item({ importance: 'low' }) }),
    )
    expect(plan.crm).toEqual({ kind: 'update', patch: { level: 'low' } })
  })

  it('two sides made equal under the mapping at once are no conflict', () => {
    const plan = planPair(
      input({
        base: base({ level: 'low' }, { importance: 'low' }),
        record: record({ level: 'highest' }),
        item: item({ importance: 'high' }),
      }),
    )
    expect(plan).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' }, conflicts: [] })
  })
})

describe('planPair: rows of one direction', () => {
  const oneWay = compileMapping(
    [
      { crm: 'title', microsoft: 'subject', direction: 'both' },
      { crm: 'level', microsoft: 'importance', direction: 'toMicrosoft' },
      { crm: 'note', microsoft: 'body', direction: 'toCrm' },
    ],
    levelMaps,
    fieldLimits,
  )
  const agreed = base(
    { title: 'Lunch', level: 'low', note: 'a' },
    { subject: 'Lunch', importance: 'low', body: 'a' },
  )

  it('towards Microsoft: an edit there is left as it is', () => {
    const seen = item({ subject: 'Lunch', importance: 'high', body: 'a' })
    const mine = record({ title: 'Lunch', level: 'low', note: 'a' })
    const plan = planPair(input({ base: agreed, record: mine, item: seen, rules: oneWay }))
    expect(plan).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' } })
  })

  it('towards the CRM: an edit here stays here, and an edit there still comes', () => {
    const mine = record({ title: 'Lunch', level: 'low', note: 'mine' })
    const kept = planPair(
      input({
        base: agreed,
        record: mine,
        item: item({ subject: 'Lunch', importance: 'low', body: 'a' }),
        rules: oneWay,
      }),
    )
    expect(kept).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' } })
    const taken = planPair(
      input({
        base: kept.base,
        record: mine,
        item: item({ subject: 'Lunch', importance: 'low', body: 'theirs' }),
        rules: oneWay,
      }),
    )
    expect(taken.crm).toEqual({ kind: 'update', patch: { note: 'theirs' } })
  })

  it('an item made again does not hold what only comes from there', () => {
    const plan = planPair(
      input({
        base: agreed,
        record: record({ title: 'Dinner', note: 'mine' }),
        rules: oneWay,
        deleteInCrm: true,
      }),
    )
    expect(plan.microsoft).toEqual({ kind: 'create', patch: { subject: 'Dinner' } })
  })
})

describe('planPair: placeholders and values that do not fit', () => {
  it('a required field without a counterpart gets its placeholder, which is never written back', () => {
    const made = planPair(input({ item: item({ body: 'some text' }) }))
    expect(made.crm).toEqual({ kind: 'create', patch: { title: '(no title)', note: 'some text' } })
    const after = record({ title: '(no title)', note: 'changed here' })
    const next = planPair(input({ base: made.base, record: after, item: item({ body: 'some text' }) }))
    expect(next).toMatchObject({
      crm: { kind: 'none' },
      microsoft: { kind: 'update', patch: { body: 'changed here' } },
    })
  })

  it('a title given there replaces the placeholder; one taken away brings it back', () => {
    const made = planPair(input({ item: item({}) }))
    const named = planPair(
      input({ base: made.base, record: record({ title: '(no title)' }), item: item({ subject: 'Lunch' }) }),
    )
    expect(named.crm).toEqual({ kind: 'update', patch: { title: 'Lunch' } })
    const bare = planPair(input({ base: named.base, record: record({ title: 'Lunch' }), item: item({}) }))
    expect(bare).toMatchObject({
      crm: { kind: 'update', patch: { title: '(no title)' } },
      microsoft: { kind: 'none' },
    })
  })

  it('a value too long is not taken over, the rest is, and the item stays as it is', () => {
    const plan = planPair(
      input({
        base: base({ title: 'Lunch', note: 'a' }, { subject: 'Lunch', body: 'a' }),
        record: record({ title: 'Lunch', note: 'a' }),
        item: item({ subject: 'much too long for it', body: 'b' }),
      }),
    )
    expect(plan).toMatchObject({
      crm: { kind: 'update', patch: { note: 'b' } },
      microsoft: { kind: 'none' },
      refused: ['title'],
    })
    const next = planPair(
      input({
        base: plan.base,
        record: record({ title: 'Lunch', note: 'b' }),
        item: item({ subject: 'much too long for it', body: 'b' }),
      }),
    )
    expect(next).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' }, refused: [] })
  })

  it('a new record with a value too long gets the placeholder of its required field', () => {
    const plan = planPair(input({ item: item({ subject: 'much too long for it', body: 'b' }) }))
    expect(plan.crm).toEqual({ kind: 'create', patch: { title: '(no title)', note: 'b' } })
  })
})

describe('planPair: a first match (C5) and rows that are new', () => {
  it('filled beats empty on each side, and two different ones are a conflict', () => {
    const plan = planPair(
      input({
        record: record({ title: 'Lunch', note: 'mine' }, 5_000),
        item: item({ subject: 'Brunch', importance: 'low' }, 1_000),
      }),
    )
    expect(plan).toMatchObject({
      crm: { kind: 'update', patch: { level: 'low' } },
      microsoft: { kind: 'update', patch: { subject: 'Lunch', body: 'mine' } },
      conflicts: [{ field: 'title', winner: 'crm', kept: 'Lunch', lost: 'Brunch' }],
    })
  })

  it('a row that has just been mapped is settled like a first match, the others are not', () => {
    const plan = planPair(
      input({
        base: base({ title: 'Lunch' }, { subject: 'Lunch', body: 'theirs' }),
        record: record({ title: 'Lunch' }),
        item: item({ subject: 'Lunch', body: 'theirs' }),
      }),
    )
    expect(plan).toMatchObject({
      crm: { kind: 'update', patch: { note: 'theirs' } },
      microsoft: { kind: 'none' },
    })
  })
})

describe('planPair: fields that are decided together', () => {
  const agreed = base({ title: 'Lunch', from: 10, until: 20 }, { subject: 'Lunch', start: 10, end: 20 })

  it('a change of one of them sends all of them', () => {
    const plan = planPair(
      input({
        base: agreed,
        record: record({ title: 'Lunch', from: 10, until: 40 }),
        item: item({ subject: 'Lunch', start: 10, end: 20 }),
      }),
    )
    expect(plan.microsoft).toEqual({ kind: 'update', patch: { start: 10, end: 40 } })
  })

  it('edited on both sides, one side’s times win as a whole, and the others are kept as a whole (A1)', () => {
    const plan = planPair(
      input({
        base: agreed,
        record: record({ title: 'Lunch', from: 0, until: 20 }, 1_000),
        item: item({ subject: 'Lunch', start: 10, end: 40 }, 2_000),
      }),
    )
    expect(plan.crm).toEqual({ kind: 'update', patch: { from: 10, until: 40 } })
    expect(plan.microsoft).toEqual({ kind: 'none' })
    expect(plan.conflicts).toEqual([
      { field: 'from', winner: 'microsoft', kept: 10, lost: 0 },
      { field: 'until', winner: 'microsoft', kept: 40, lost: 20 },
    ])
  })

  it('of which the CRM cannot hold one, none is taken over', () => {
    const rules = compileMapping(
      [
        { crm: 'from', microsoft: 'start', direction: 'both' },
        { crm: 'until', microsoft: 'end', direction: 'both' },
      ],
      null,
      { ...fieldLimits, accept: (_, value) => (value === 99 ? undefined : value) },
    )
    const given = { base: agreed, record: record({ from: 10, until: 20 }) }
    const plan = planPair(input({ ...given, rules, item: item({ start: 50, end: 99 }) }))
    expect(plan).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' }, refused: ['until'] })
  })

  it('an edit that Microsoft cannot tell apart is agreed without a write', () => {
    const plan = planPair(
      input({
        base: agreed,
        record: record({ title: 'Lunch', from: 13, until: 20 }),
        item: item({ subject: 'Lunch', start: 10, end: 20 }),
      }),
    )
    expect(plan).toMatchObject({ microsoft: { kind: 'none' }, base: { crm: { from: 13 } } })
  })
})
