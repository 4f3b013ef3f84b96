import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalDay, canonicalText, fieldOf, filledFields } from './canonical'

describe('canonicalText', () => {
  it.each([
    ['line ends are LF', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['blanks around are no part of it', '  Okafor \n', 'Okafor'],
    ['blanks only are nothing', ' \r\n ', null],
    ['empty is nothing', '', null],
    ['absent is nothing', undefined, null],
    ['null is nothing', null, null],
  ])('%s', (_, value, expected) => expect(canonicalText(value)).toBe(expected))

  it('is the same the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(canonicalText(canonicalText(text))).toBe(canonicalText(text))
      }),
    )
  })
})

describe('canonicalDay', () => {
  it.each([
    ['of an instant the day alone counts', '1980-05-17T11:59:00Z', '1980-05-17'],
    ['another time part is no other day', '1980-05-17T00:00:00Z', '1980-05-17'],
    ['a day is itself', '1980-05-17', '1980-05-17'],
    ['the year one is how a mailbox says never', '0001-01-01T00:00:00Z', null],
    ['what is no day is nothing', 'May 17th', null],
    ['absent is nothing', null, null],
  ])('%s', (_, value, expected) => expect(canonicalDay(value)).toBe(expected))
})

describe('fields', () => {
  it('an absent field is an empty one', () => expect(fieldOf({}, 'title')).toBeNull())
  it('only what is filled is kept', () =>
    expect(filledFields({ a: 'x', b: null, c: false, d: 0 })).toEqual({ a: 'x', c: false, d: 0 }))
})
