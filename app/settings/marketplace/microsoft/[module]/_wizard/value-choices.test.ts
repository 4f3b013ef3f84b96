import { describe, expect, it } from 'vitest'
import { defaultTaskValues } from '@/lib/sync/modules/task-values'
import { missingValues, sharedValues, valueChoicesOf } from './value-choices'

const choices = valueChoicesOf({ defaultValueMaps: defaultTaskValues })
const [priority] = choices

describe('T3: the values of the second step', () => {
  it('the default leaves none without a counterpart', () =>
    expect(missingValues(choices, defaultTaskValues)).toEqual([]))

  it('names each value that has none, on its side', () => {
    const values = {
      ...defaultTaskValues,
      priority: { toMicrosoft: { high: 'high', normal: 'normal', low: 'low', lowest: 'gone' }, toCrm: {} },
    }
    expect(missingValues(choices, values)).toEqual([
      { field: 'priority', side: 'crm', value: 'highest' },
      { field: 'priority', side: 'crm', value: 'lowest' },
      { field: 'priority', side: 'microsoft', value: 'low' },
      { field: 'priority', side: 'microsoft', value: 'normal' },
      { field: 'priority', side: 'microsoft', value: 'high' },
    ])
  })

  it('tells which values become the same one', () =>
    expect(priority && sharedValues(priority, defaultTaskValues)).toEqual([
      ['low', 'lowest'],
      ['highest', 'high'],
    ]))
})
