import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { digitsOf, fold, searchQuery, searchVector, wordsOf } from './search-words'

describe('words of a search', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase(1)
  })
  afterAll(() => database.close())

  async function matches(texts: string[], phones: string[], typed: string): Promise<boolean> {
    const query = searchQuery(typed)
    if (query === null) return false
    const [row] =
      await database.sql`select ${searchVector(texts, phones)}::tsvector @@ ${query}::tsquery as found`
    return row?.found
  }

  it('are without case and accents', () => {
    expect(fold('ÉLODIE Œuvrard-Straße Łódź')).toBe('elodie oeuvrard-strasse lodz')
    expect(wordsOf("O'Brien & Söhne, 3ème étage")).toEqual(['o', 'brien', 'sohne', '3eme', 'etage'])
  })

  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )

  it('find a text by the beginning of each of its words, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, fc.nat(), async (one, two, cut) => {
        const words = wordsOf(`${one} ${two}`)
        fc.pre(words.length > 0 && words.length < 10)
        const beginnings = words.map((word) => [...word].slice(0, 1 + (cut % [...word].length)).join(''))
        expect(await matches([two, one], [], beginnings.toReversed().join(' '))).toBe(true)
      }),
    )
  })

  it('find a phone by any three digits or more in a row', async () => {
    const phone = fc.stringMatching(/^\+?[0-9 ().-]{6,20}$/)
    await fc.assert(
      fc.asyncProperty(phone, fc.nat(), fc.nat(), async (phone, from, length) => {
        const digits = digitsOf(phone)
        fc.pre(digits.length >= 3)
        const start = from % (digits.length - 2)
        const part = digits.slice(start, start + 3 + (length % (digits.length - start - 2)))
        expect(await matches([], [phone], part)).toBe(true)
      }),
    )
  })

  it('never break a query, whatever is typed', async () => {
    await fc.assert(fc.asyncProperty(text, async (typed) => void (await matches(['a'], ['123'], typed))))
  })
})
