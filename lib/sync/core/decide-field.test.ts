import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideField, decideFirstMatch, type FieldDecision } from './decide-field'
import type { Canonical, Sides } from './types'

// A small pool on purpose: unrelated random values nearly always conflict.
const value = fc.constantFrom<Canonical>('Lunch', 'Dinner', 30, null)
const sides = fc.record({ crm: value, microsoft: value })
const same = (now: Sides) => now.crm === now.microsoft
const swap = (both: Sides): Sides => ({ crm: both.microsoft, microsoft: both.crm })
const swapped: Record<FieldDecision, FieldDecision> = {
  keep: 'keep',
  agreed: 'agreed',
  conflict: 'conflict',
  'to-crm': 'to-microsoft',
  'to-microsoft': 'to-crm',
}

describe('decideField', () => {
  it.each<{ rule: string; base: Canonical; crm: Canonical; microsoft: Canonical; decision: FieldDecision }>([
    { rule: 'keeps what nobody touched', base: 'Lunch', crm: 'Lunch', microsoft: 'Lunch', decision: 'keep' },
    {
      rule: 'carries an edit over',
      base: 'Lunch',
      crm: 'Dinner',
      microsoft: 'Lunch',
      decision: 'to-microsoft',
    },
    { rule: 'carries an edit back', base: 'Lunch', crm: 'Lunch', microsoft: 'Dinner', decision: 'to-crm' },
    { rule: 'carries a clear over', base: 'Lunch', crm: null, microsoft: 'Lunch', decision: 'to-microsoft' },
    {
      rule: 'accepts one edit made twice',
      base: 'Lunch',
      crm: 'Dinner',
      microsoft: 'Dinner',
      decision: 'agreed',
    },
    {
      rule: 'never picks between two edits',
      base: 'Lunch',
      crm: 'Dinner',
      microsoft: 30,
      decision: 'conflict',
    },
    {
      rule: 'sees a conflict in an edit and a clear',
      base: 'Lunch',
      crm: null,
      microsoft: 30,
      decision: 'conflict',
    },
  ])('$rule', ({ base, crm, microsoft, decision }) =>
    expect(decideField<Canonical>({ crm: base, microsoft: base }, { crm, microsoft }, same)).toBe(decision),
  )

  it('leaves a lossy pair alone until one side moves (A4)', () => {
    const pair = { crm: 'highest', microsoft: 'high' }
    expect(decideField(pair, pair, same)).toBe('keep')
  })

  it('treats the two sides alike: swapping them swaps only the direction', () => {
    fc.assert(
      fc.property(
        sides,
        sides,
        (base, now) => decideField(swap(base), swap(now), same) === swapped[decideField(base, now, same)],
      ),
    )
  })
})

describe('decideFirstMatch (C5)', () => {
  it.each<{ rule: string; crm: Canonical; microsoft: Canonical; decision: FieldDecision }>([
    { rule: 'agrees on equal values', crm: 'Lunch', microsoft: 'Lunch', decision: 'agreed' },
    { rule: 'agrees on nothing at all', crm: null, microsoft: null, decision: 'agreed' },
    {
      rule: 'a filled value beats an empty one there',
      crm: 'Lunch',
      microsoft: null,
      decision: 'to-microsoft',
    },
    { rule: 'a filled value beats an empty one here', crm: null, microsoft: 'Lunch', decision: 'to-crm' },
    { rule: 'two different ones are a conflict', crm: 'Lunch', microsoft: 'Dinner', decision: 'conflict' },
  ])('$rule', ({ crm, microsoft, decision }) =>
    expect(decideFirstMatch<Canonical>({ crm, microsoft }, same)).toBe(decision),
  )

  it('never empties anything, and treats the two sides alike', () => {
    fc.assert(
      fc.property(sides, (now) => {
        const decision = decideFirstMatch(now, same)
        if (decision === 'to-crm') expect(now.microsoft).not.toBeNull()
        if (decision === 'to-microsoft') expect(now.crm).not.toBeNull()
        expect(decideFirstMatch(swap(now), same)).toBe(swapped[decision])
      }),
    )
  })
})
