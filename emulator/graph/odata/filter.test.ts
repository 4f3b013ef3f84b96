import { describe, expect, it } from 'vitest'
import { FilterSyntaxError, parseFilter } from './filter'

describe('parseFilter', () => {
  it('binds and tighter than or, and not tighter than both', () => {
    expect(parseFilter("not a eq 1 or b eq 'x' and c eq true")).toMatchObject({
      kind: 'or',
      left: { kind: 'not', inner: { kind: 'compare', right: { value: 1 } } },
      right: { kind: 'and', left: { right: { value: 'x' } }, right: { right: { value: true } } },
    })
  })

  it('reads doubled quotes, calls and lists', () => {
    expect(parseFilter("startsWith(displayName,'O''Neil') and id in ('a', 'b')")).toEqual({
      kind: 'and',
      left: {
        kind: 'call',
        name: 'startswith',
        arguments: [
          { kind: 'path', path: 'displayName' },
          { kind: 'literal', value: "O'Neil" },
        ],
      },
      right: { kind: 'in', left: { kind: 'path', path: 'id' }, values: ['a', 'b'] },
    })
  })

  it('reads the filter on an extended property as Microsoft writes it', () => {
    const id = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name CrmRecordId'
    const text = `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '1 2')`
    expect(parseFilter(text)).toMatchObject({
      kind: 'any',
      path: 'singleValueExtendedProperties',
      variable: 'ep',
      inner: { kind: 'and', left: { right: { value: id } }, right: { right: { value: '1 2' } } },
    })
  })

  it.each(['a', 'a eq', "a eq 'x", 'a eq 1 b', '(a eq 1', ''])('refuses %j', (text) =>
    expect(() => parseFilter(text)).toThrow(FilterSyntaxError),
  )
})
