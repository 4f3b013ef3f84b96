export type DayOrder = 'day-first' | 'month-first'

/** Microsoft 365 and others keep a birthday without a year in this one, which has a 29th of February. */
const noYear = '1604'

const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/

/**
 * A day as YYYY-MM-DD, from the forms that exports use: ISO (also with a time), `24/12/1980` in either order, `--12-24`
 * without a year. Null for nothing (`0/0/00` in Outlook); what is no day at all is given back as it is.
 */
export function readDay(text: string, order: DayOrder): string | null {
  const trimmed = text.trim()
  if (trimmed === '' || /^0+[/.-]0+[/.-]0+$/.test(trimmed)) return null
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(trimmed)
  if (iso !== null) return day(iso[1], iso[2], iso[3])
  const yearless = /^--(\d{2})-?(\d{2})$/.exec(trimmed)
  if (yearless !== null) return day(noYear, yearless[1], yearless[2])
  const parts = slashed.exec(trimmed)
  if (parts === null) return trimmed
  const [, first, second, year] = parts
  return order === 'day-first' ? day(year, second, first) : day(year, first, second)
}

/** Which of the two comes first in a column: what some value proves, else `fallback`. */
export function detectDayOrder(values: readonly string[], fallback: DayOrder): DayOrder {
  for (const value of values) {
    const [, first, second] = slashed.exec(value.trim()) ?? []
    if (Number(first) > 12) return 'day-first'
    if (Number(second) > 12) return 'month-first'
  }
  return fallback
}

const day = (year = '', month = '', date = '') => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
