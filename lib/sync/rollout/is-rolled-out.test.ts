import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRolledOut } from './is-rolled-out'

const percent = fc.integer({ min: 0, max: 100 })

describe('T2: a module that is rolled out in stages', () => {
  it('is there for nobody before an operator has said so', () =>
    expect(isRolledOut('tasks', randomUUID(), { ofOrganisation: null, ofAll: null })).toBe(false))

  it('what was said of one organisation beats what was said of all', () => {
    fc.assert(
      fc.property(fc.uuid(), percent, (id, ofAll) => {
        expect(isRolledOut('tasks', id, { ofOrganisation: 100, ofAll })).toBe(true)
        expect(isRolledOut('tasks', id, { ofOrganisation: 0, ofAll })).toBe(false)
      }),
    )
  })

  it('a higher percentage takes nobody out', () => {
    fc.assert(
      fc.property(fc.uuid(), percent, percent, (id, one, other) => {
        const at = (ofAll: number) => isRolledOut('tasks', id, { ofOrganisation: null, ofAll })
        const [low, high] = one < other ? [one, other] : [other, one]
        return !at(low) || at(high)
      }),
    )
  })

  it('a percentage reaches about that part of all organisations', () => {
    const ids = Array.from({ length: 4_000 }, (_, n) => `organisation-${n}`)
    const reached = ids.filter((id) => isRolledOut('tasks', id, { ofOrganisation: null, ofAll: 25 })).length
    expect(reached).toBeGreaterThan(850)
    expect(reached).toBeLessThan(1_150)
  })
})
