import type { Canonical, CanonicalFields } from './types'

/** Text as both sides are compared in: LF line ends, no blanks around, `null` when nothing is left. */
export function canonicalText(value: string | null | undefined): string | null {
  const text = value?.replace(/\r\n?/g, '\n').trim() ?? ''
  return text === '' ? null : text
}

/** The day of an instant or day, by its first ten characters; null for anything that is no day. */
export function canonicalDay(value: string | null | undefined): string | null {
  const day = value?.slice(0, 10) ?? ''
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day !== '0001-01-01' ? day : null
}

/** The beginning of a text, in UTF-16 units as Exchange counts, and never through the middle of a character. */
export const cutText = (text: string, length: number): string =>
  text.length <= length
    ? text
    : text
        .slice(0, length)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()

/** A field's value, absent being the same as empty. */
export function fieldOf(fields: CanonicalFields, name: string): Canonical {
  return fields[name] ?? null
}

/** Drops empty fields, so that a stored base stays small. */
export function filledFields(fields: CanonicalFields): CanonicalFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
