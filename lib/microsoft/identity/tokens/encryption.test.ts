import { describe, expect, it } from 'vitest'
import { isCurrent, isReadable, open, seal } from './encryption'

const oldKey = '11'.repeat(32)
const newKey = '22'.repeat(32)
const place = 'microsoft_token/7/refresh'

describe('a sealed token', () => {
  it('is read again in its own place', () =>
    expect(open([newKey], seal([newKey], 'geheim', place), place)).toBe('geheim'))

  it('is never the same text twice', () =>
    expect(seal([newKey], 'geheim', place)).not.toBe(seal([newKey], 'geheim', place)))

  it('is worthless in another row', () =>
    expect(() => open([newKey], seal([newKey], 'geheim', place), 'microsoft_token/8/refresh')).toThrow())

  it('is refused when a bit of it was changed', () => {
    const sealed = seal([newKey], 'geheim', place)
    const flipped = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2)
    expect(() => open([newKey], flipped, place)).toThrow()
  })

  it('stays readable while its key is in the list, at any position', () => {
    const sealed = seal([oldKey], 'geheim', place)
    expect(open([newKey, oldKey], sealed, place)).toBe('geheim')
    expect(isReadable([newKey, oldKey], sealed)).toBe(true)
    expect(isCurrent([newKey, oldKey], sealed)).toBe(false)
  })

  it('names the key that is missing, not the secret', () => {
    const sealed = seal([oldKey], 'geheim', place)
    expect(isReadable([newKey], sealed)).toBe(false)
    expect(() => open([newKey], sealed, place)).toThrow(/TOKEN_ENCRYPTION_KEY/)
  })
})
