import { describe, expect, it } from 'vitest'
import { initials } from './avatar'

describe('initials', () => {
  it.each([
    { rule: 'take the first and the last word', name: 'Ana Maria Costa', expected: 'AC' },
    { rule: 'are one letter for one word', name: 'Cher', expected: 'C' },
    { rule: 'pass over what is no word', name: 'Ana (Paris)', expected: 'A' },
    { rule: 'keep letters of any script, and of several units, whole', name: 'ñandú 𝒳avier', expected: 'Ñ𝒳' },
    { rule: 'are nothing for nothing', name: '', expected: '' },
  ])('$rule', ({ name, expected }) => expect(initials(name)).toBe(expected))
})
