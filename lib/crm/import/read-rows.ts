import { unguardFormula } from '../export/csv-cell'
import { acceptFieldValue, type Field } from '../records/field'
import { fullName } from './header-names'
import { type DayOrder, readDay } from './read-day'
import type { Table, TableRow } from './read-table'
import type { ColumnMapping } from './recognise-columns'

export type RowError = {
  line: number
  /** Null when the whole line is meant. */
  column: string | null
  field: string | null
  /** `too-long`, `invalid`, `required`, `too-many-cells`. */
  code: string
  /** The beginning of what stands there. */
  value: string
}

export type ImportedRow = { line: number; values: Record<string, string>; errors: RowError[] }

const shownCharacters = 80

/** Columns that share a field: parts of it, joined by this; for fields not named here the first filled one counts. */
const joint = (field: Field): string | null => {
  if (field.type === 'multiline' || field.type === 'longText') return '\n'
  return field.name === 'firstName' ? ' ' : null
}

/** Each row's values under the mapping, normalised, with everything that is wrong in it. Empty cells have no value. */
export function readRows(
  table: Table,
  fields: readonly Field[],
  { mapping, dayOrder }: { mapping: ColumnMapping; dayOrder: DayOrder },
): ImportedRow[] {
  const columnsOf = (name: string) =>
    mapping.flatMap((target, position) => (target === name ? [position] : []))
  const sources = fields
    .map((field) => ({ field, columns: columnsOf(field.name) }))
    .filter((one) => one.columns.length > 0)
  const wholeNames = columnsOf(fullName)

  return table.rows.map((row) => {
    const read: ImportedRow = { line: row.line, values: {}, errors: [] }
    const error = (column: number, field: string | null, code: string) => {
      const value = (row.cells[column] ?? '').slice(0, shownCharacters)
      read.errors.push({ line: row.line, column: table.headers[column] ?? null, field, code, value })
    }
    if (row.cells.length > table.headers.length) error(table.headers.length, null, 'too-many-cells')
    for (const { field, columns } of sources) {
      const verdict = acceptFieldValue({ ...field, required: false }, cellsOf(row, columns, field, dayOrder))
      if (!verdict.ok)
        error(columns.find((column) => row.cells[column] !== '') ?? 0, field.name, verdict.code)
      else if (verdict.value !== null) read.values[field.name] = verdict.value
    }
    fillName(
      read.values,
      wholeNames.map((column) => row.cells[column] ?? ''),
    )
    const unnamed = read.values.lastName === undefined
    if (unnamed && !read.errors.some(({ field }) => field === 'lastName')) {
      read.errors.push({ line: row.line, column: null, field: 'lastName', code: 'required', value: '' })
    }
    return read
  })
}

function cellsOf(row: TableRow, columns: readonly number[], field: Field, dayOrder: DayOrder): string | null {
  const filled = columns
    .map((column) => unguardFormula(row.cells[column] ?? ''))
    .filter((cell) => cell.trim() !== '')
  const [first] = filled
  if (first === undefined) return null
  if (field.type === 'day') return readDay(first, dayOrder)
  const separator = joint(field)
  return separator === null ? first : filled.join(separator)
}

/**
 * Address books are full of people with one name, and of companies. As the last name they get the whole name's last
 * word, else the only name there is, else the company, else what stands before the @.
 */
function fillName(values: Record<string, string>, wholeNames: readonly string[]): void {
  if (values.lastName !== undefined) return
  const whole = wholeNames
    .map((name) => unguardFormula(name).trim().replace(/\s+/g, ' '))
    .find((name) => name !== '')
  if (values.firstName === undefined && whole !== undefined) {
    const space = whole.lastIndexOf(' ')
    if (space > 0) values.firstName = whole.slice(0, space)
    values.lastName = whole.slice(space + 1)
    return
  }
  const substitute = values.firstName ?? values.accountName ?? values.company ?? values.email?.split('@')[0]
  if (substitute === undefined) return
  if (values.firstName !== undefined) delete values.firstName
  values.lastName = substitute
}
