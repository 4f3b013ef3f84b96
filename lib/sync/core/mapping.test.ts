import { describe, expect, it } from 'vitest'
import { compileMapping, microsoftFields } from './mapping'
import type { ValueMaps } from './types'

const limits = {
  accept: (_: string, value: unknown) =>
    typeof value === 'string' && value.length > 5 ? undefined : (value as string),
  placeholder: (field: string) => (field === 'name' ? '(none)' : null),
}
const levels: ValueMaps = {
  level: { toMicrosoft: { highest: 'high', high: 'high' }, toCrm: { high: 'high' } },
}
const rules = compileMapping(
  [
    { crm: 'name', microsoft: 'subject', direction: 'both' },
    { crm: 'level', microsoft: 'importance', direction: 'toMicrosoft' },
    { crm: 'origin', microsoft: 'source', direction: 'toCrm' },
  ],
  levels,
  limits,
)
const rule = (crm: string) => {
  const found = rules.find((one) => one.crm === crm)
  if (!found) throw new Error(`no rule for ${crm}`)
  return found
}

describe('compileMapping', () => {
  it('translates closed sets of values through their maps', () => {
    expect(rule('level').toMicrosoft('highest')).toBe('high')
    expect(rule('level').toCrm('high', {})).toBe('high')
  })
  it('a value without a counterpart becomes nothing', () => {
    expect(rule('level').toMicrosoft('unheard-of')).toBeNull()
  })
  it('other values cross as they are', () => expect(rule('name').toMicrosoft('Lunch')).toBe('Lunch'))
  it('a value that the CRM cannot hold is told apart from an empty one', () => {
    expect(rule('name').toCrm('far too long', {})).toBeUndefined()
  })
  it('a text longer than Microsoft holds is cut, not through the middle of a character', () => {
    const [row] = compileMapping([{ crm: 'name', microsoft: 'subject', direction: 'both' }], null, {
      ...limits,
      longest: { subject: 5 },
    })
    expect([row?.toMicrosoft('abc 😀😀'), row?.toMicrosoft('abcd😀'), row?.toMicrosoft('short')]).toEqual([
      'abc',
      'abcd',
      'short',
    ])
    expect(row?.longest).toBe(5)
  })
  it('an empty value of a required field becomes its placeholder', () => {
    expect(rule('name').toCrm(null, {})).toBe('(none)')
    expect(rule('origin').toCrm(null, {})).toBeNull()
  })
})

describe('microsoftFields', () => {
  it('names what an item made from a record holds, rows towards the CRM left out', () => {
    expect(microsoftFields(rules, { name: 'Lunch', level: 'highest', origin: 'web' })).toEqual({
      subject: 'Lunch',
      importance: 'high',
    })
  })
})
