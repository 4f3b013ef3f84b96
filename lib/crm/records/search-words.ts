import { type SQL, sql } from 'drizzle-orm'

/** Letters that Unicode does not take apart into a base letter and a mark. */
const ligatures: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  þ: 'th',
}

const longestWord = 64
const shortestDigits = 3

/** Text without case and accents: `Élodie Œuvrard` and `elodie oeuvrard` are the same. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđıþ]/g, (letter) => ligatures[letter] ?? letter)
}

/** The same in SQL, for what is kept as it was written. */
export const foldedIn = (text: SQL): SQL =>
  Object.entries(ligatures).reduce(
    (folded, [letter, letters]) => sql`replace(${folded}, ${letter}, ${letters})`,
    sql`lower(regexp_replace(normalize(${text}, nfkd), '[\u0300-\u036f]', '', 'g'))`,
  )

/** The words of a text as a search sees them. */
export function wordsOf(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word].slice(0, longestWord).join(''))
}

export const digitsOf = (text: string): string => text.replace(/\D/g, '')

/**
 * The lexemes of a record in PostgreSQL's text form of a `tsvector`. A search matches lexemes by their beginnings, so
 * every ending of a phone's digits is one, which finds any run of digits in it; `#` keeps them apart from words.
 */
export function searchVector(texts: readonly string[], phones: readonly string[]): string {
  const lexemes = new Set(texts.flatMap(wordsOf))
  for (const phone of phones) {
    const digits = digitsOf(phone).slice(0, longestWord)
    for (let from = 0; from + shortestDigits <= digits.length; from += 1)
      lexemes.add(`#${digits.slice(from)}`)
  }
  return [...lexemes].map(quoted).join(' ')
}

/**
 * The `tsquery` for what somebody typed: every word must begin a word of the record; digits may be part of a phone
 * instead. Null when nothing in the text can be searched for.
 */
export function searchQuery(text: string): string | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const asWords = words.map((word) => `${quoted(word)}:*`).join(' & ')
  if (!/^[\d\s+().\-/]+$/.test(text)) return asWords
  const asPhone = phoneForms(digitsOf(text)).map((digits) => `${quoted(`#${digits}`)}:*`)
  return asPhone.length === 0 ? asWords : `(${asWords}) | ${asPhone.join(' | ')}`
}

/** `06 12 34 56 78` and `+33 6 12 34 56 78` are one number: national numbers are compared without what precedes them. */
function phoneForms(digits: string): string[] {
  const forms = [digits, digits.replace(/^0+/, ''), digits.length > 9 ? digits.slice(-9) : digits]
  return [...new Set(forms)].filter((form) => form.length >= shortestDigits)
}

const quoted = (lexeme: string) => `'${lexeme}'`
