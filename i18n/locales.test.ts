import { describe, expect, it } from 'vitest'
import { negotiateLocale } from './locales'

describe('negotiateLocale', () => {
  it.each([
    {
      rule: 'takes the regional form of a language for the language',
      header: 'fr-BE,fr;q=0.9',
      locale: 'fr',
    },
    { rule: 'follows the weights, not the order', header: 'en;q=0.3,fr;q=0.8', locale: 'fr' },
    { rule: 'passes over languages that it does not have', header: 'de-DE,nl;q=0.9,fr;q=0.2', locale: 'fr' },
    { rule: 'leaves out what the browser refuses', header: 'fr;q=0,en;q=0.1', locale: 'en' },
    { rule: 'speaks English to everybody else', header: 'de', locale: 'en' },
    { rule: 'speaks English when nothing is asked', header: null, locale: 'en' },
  ])('$rule', ({ header, locale }) => expect(negotiateLocale(header)).toBe(locale))
})
