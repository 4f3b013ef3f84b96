import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldOf } from './canonical'
import { microsoftFields } from './mapping'
import { planPair } from './plan'
import type { PlanInput } from './plan-types'
import { applied, input, item, record, rules } from './testing/plan-samples'
import type { CanonicalFields } from './types'

// One world that agrees, perturbed on both sides: unrelated random worlds never meet.
const text = fc.constantFrom('Lunch', 'Dinner', 'Brunch', null)
const crmFields = fc.record({
  title: fc.constantFrom('Lunch', 'Dinner', 'Brunch'),
  level: fc.constantFrom('highest', 'high', 'normal', 'low', 'lowest', null),
  note: text,
  from: fc.constantFrom(10, 11, 20),
  until: fc.constantFrom(20, 25, 30),
})
const microsoftValues = fc.record({
  subject: text,
  importance: fc.constantFrom('high', 'normal', 'low', null),
  body: text,
  start: fc.constantFrom(10, 20),
  end: fc.constantFrom(20, 30),
})
const perturbed = fc
  .record({
    start: crmFields,
    crmEdits: fc.dictionary(fc.constantFrom('title', 'level', 'note', 'from', 'until'), fc.nat(3), {
      maxKeys: 3,
    }),
    crmPool: crmFields,
    microsoftPool: microsoftValues,
    microsoftEdits: fc.uniqueArray(fc.constantFrom('subject', 'importance', 'body', 'start', 'end')),
    crmAt: fc.nat(3),
    microsoftAt: fc.nat(3),
    policy: fc.constantFrom('latest', 'crm', 'microsoft'),
    linked: fc.boolean(),
  } as const)
  .map((world): PlanInput => {
    const there = microsoftFields(rules, world.start)
    const mine: CanonicalFields = { ...world.start }
    for (const name of Object.keys(world.crmEdits)) mine[name] = fieldOf(world.crmPool, name)
    const theirs = { ...there }
    for (const name of world.microsoftEdits) theirs[name] = fieldOf(world.microsoftPool, name)
    return input({
      base: world.linked ? { crm: { ...world.start }, microsoft: there } : null,
      record: record(mine, world.crmAt),
      item: item(theirs, world.microsoftAt),
      policy: world.policy,
    })
  })

const agree = (mine: CanonicalFields, theirs: CanonicalFields) =>
  rules.every((rule) => {
    const [crm, microsoft] = [fieldOf(mine, rule.crm), fieldOf(theirs, rule.microsoft)]
    return rule.toMicrosoft(crm) === microsoft || rule.toCrm(microsoft, theirs) === crm
  })

describe('planPair, whatever was edited on both sides', () => {
  it('both sides mean the same once it has been carried out', () => {
    fc.assert(
      fc.property(perturbed, (given) => {
        const after = applied(planPair(given), given)
        expect(agree(after.record ?? {}, after.item ?? {})).toBe(true)
      }),
    )
  })

  it('the second time it writes nothing', () => {
    fc.assert(
      fc.property(perturbed, (given) => {
        const after = applied(planPair(given), given)
        const again = planPair({
          ...given,
          base: after.base,
          record: record(after.record ?? {}),
          item: item(after.item ?? {}),
        })
        expect(again).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' }, conflicts: [] })
      }),
    )
  })

  it('stopped before Microsoft has been written, it asks for the same again', () => {
    fc.assert(
      fc.property(perturbed, (given) => {
        const plan = planPair(given)
        const mine = { ...given.record?.fields, ...('patch' in plan.crm ? plan.crm.patch : {}) }
        const again = planPair({
          ...given,
          base: plan.base,
          record: record(mine),
          item: item(given.item?.fields ?? {}),
        })
        expect(again.microsoft).toEqual(plan.microsoft)
        expect(again.crm).toEqual({ kind: 'none' })
      }),
    )
  })

  it('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(
        perturbed,
        fc.shuffledSubarray([...rules], { minLength: rules.length }),
        (given, shuffled) => {
          const [plan, other] = [planPair(given), planPair({ ...given, rules: shuffled })]
          expect(other.crm).toEqual(plan.crm)
          expect(other.microsoft).toEqual(plan.microsoft)
          expect(other.base.crm).toEqual(plan.base.crm)
        },
      ),
    )
  })

  it('an edit is carried over, or is a conflict that says what was lost (A1)', () => {
    fc.assert(
      fc.property(perturbed, (given) => {
        const plan = planPair(given)
        const after = applied(plan, given)
        for (const rule of given.base ? rules : []) {
          const [mine, was] = [
            fieldOf(given.record?.fields ?? {}, rule.crm),
            fieldOf(given.base?.crm ?? {}, rule.crm),
          ]
          if (mine === was || fieldOf(after.record ?? {}, rule.crm) === mine) continue
          const agreedThere = rule.toMicrosoft(mine) === fieldOf(after.item ?? {}, rule.microsoft)
          expect(
            agreedThere || plan.conflicts.some(({ field, lost }) => field === rule.crm && lost === mine),
          ).toBe(true)
        }
      }),
    )
  })

  it('fields of a group go together: neither side ends with a mixture of two edits', () => {
    fc.assert(
      fc.property(perturbed, (given) => {
        const plan = planPair(given)
        const after = applied(plan, given)
        const pair = (fields: CanonicalFields | null | undefined, names: [string, string]) =>
          names.map((name) => fieldOf(fields ?? {}, name))
        const [mine, theirs] = [
          pair(given.record?.fields, ['from', 'until']),
          pair(given.item?.fields, ['start', 'end']),
        ]
        expect([mine, theirs]).toContainEqual(pair(after.record, ['from', 'until']))
        const sent = microsoftFields(rules, { from: mine[0] ?? null, until: mine[1] ?? null })
        expect([theirs, [sent.start, sent.end]]).toContainEqual(pair(after.item, ['start', 'end']))
        const told = plan.conflicts.map(({ field }) => field)
        expect(told.includes('from')).toBe(told.includes('until'))
      }),
    )
  })

  it('changes nothing of what it was given', () => {
    fc.assert(
      fc.property(perturbed, (given) => {
        const before = JSON.stringify(given)
        planPair(given)
        expect(JSON.stringify(given)).toBe(before)
      }),
    )
  })
})
