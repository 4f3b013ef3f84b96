import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localPath } from './local-path'

describe('where a sign-in leads back to', () => {
  it('is the path that was asked for', () => {
    expect(localPath('/contacts?search=a%20b#x')).toBe('/contacts?search=a%20b#x')
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'javascript:1',
    '',
    null,
  ])('is the start page instead of %j', (text) => expect(localPath(text)).toBe('/'))

  it('never is another site, whatever somebody puts into the address', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '\t',
      '\n',
      '@',
      ':',
      '.',
      '%2f',
      'evil.example',
      'a',
      '?',
      '#',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const url = new URL(localPath(pieces.join('')), 'https://crm.example')
        expect(url.origin).toBe('https://crm.example')
      }),
    )
  })
})
