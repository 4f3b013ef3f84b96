import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mappingProblems } from '@/lib/sync/connections/validate-mapping'
import { fieldOf } from '@/lib/sync/core/canonical'
import { compileMapping, microsoftFields } from '@/lib/sync/core/mapping'
import { planPair } from '@/lib/sync/core/plan'
import { applied, input, item, record } from '@/lib/sync/core/testing/plan-samples'
import type { CanonicalFields, ValueMap, ValueMaps } from '@/lib/sync/core/types'
import { crmTaskFields, defaultTaskMapping, microsoftTaskFields } from './task-fields'
import { defaultTaskValues } from './task-values'

const pairs = { priority: 'importance', status: 'status' } as const
const fields = Object.keys(pairs) as (keyof typeof pairs)[]

/** Every choice that the second step of the wizard can end with. */
const anyMap = ({ toMicrosoft, toCrm }: ValueMap) => {
  const [mine, theirs] = [Object.keys(toMicrosoft), Object.keys(toCrm)]
  const choices = (from: string[], to: string[]) =>
    fc.record(Object.fromEntries(from.map((value) => [value, fc.constantFrom(...to)])))
  return fc.record({ toMicrosoft: choices(mine, theirs), toCrm: choices(theirs, mine) })
}
const anyValues = fc.record(
  Object.fromEntries(Object.entries(defaultTaskValues).map(([field, map]) => [field, anyMap(map)])),
) as fc.Arbitrary<ValueMaps>

const valuesOf = (field: string, side: 'crm' | 'microsoft'): string[] => {
  const map = defaultTaskValues[field]
  return Object.keys((side === 'crm' ? map?.toMicrosoft : map?.toCrm) ?? {})
}
const edit = fc
  .record({
    side: fc.constantFrom('crm', 'microsoft'),
    field: fc.constantFrom(...fields),
    pick: fc.nat(9),
  } as const)
  .map(({ side, field, pick }) => {
    const values = valuesOf(field, side)
    return { side, field, value: values[pick % values.length] ?? '' }
  })
const life = fc.array(fc.oneof(edit, fc.constant('sync' as const)), { maxLength: 12 })

const rulesOf = (values: ValueMaps) =>
  compileMapping(defaultTaskMapping, values, { accept: (_, value) => value, placeholder: () => null })

describe('T3, A4: whatever values somebody has chosen', () => {
  it('the wizard takes every choice that leaves nothing out', () => {
    const module = {
      crmFields: crmTaskFields,
      microsoftFields: microsoftTaskFields,
      defaultValueMaps: defaultTaskValues,
    }
    fc.assert(
      fc.property(
        anyValues,
        (values) => mappingProblems(module, [...defaultTaskMapping], values).length === 0,
      ),
    )
  })

  it('any edits on either side converge, and no value changes that nobody has changed', () => {
    fc.assert(
      fc.property(anyValues, life, fc.constantFrom('latest', 'crm', 'microsoft'), (values, steps, policy) => {
        const rules = rulesOf(values)
        let here: CanonicalFields = { subject: 'Call', priority: 'highest', status: 'waitingForInput' }
        let there = microsoftFields(rules, here)
        let base = { crm: { ...here }, microsoft: { ...there } }
        let edited = new Set<string>()
        for (const step of [...steps, 'sync' as const]) {
          if (step !== 'sync') {
            const [side, name] = step.side === 'crm' ? [here, step.field] : [there, pairs[step.field]]
            if (side[name] !== step.value) edited.add(`${step.side} ${step.field}`)
            side[name] = step.value
            continue
          }
          const given = input({ base, record: record(here, 1), item: item(there, 2), rules, policy })
          const after = applied(planPair(given), given)
          for (const field of fields) {
            const [mine, theirs] = [edited.has(`crm ${field}`), edited.has(`microsoft ${field}`)]
            if (!theirs) expect(fieldOf(after.record ?? {}, field)).toBe(fieldOf(here, field))
            if (!mine) expect(fieldOf(after.item ?? {}, pairs[field])).toBe(fieldOf(there, pairs[field]))
          }
          here = { ...after.record }
          there = { ...after.item }
          base = after.base
          edited = new Set()
          const again = planPair(
            input({ base, record: record(here, 1), item: item(there, 2), rules, policy }),
          )
          expect(again).toMatchObject({ crm: { kind: 'none' }, microsoft: { kind: 'none' }, conflicts: [] })
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
