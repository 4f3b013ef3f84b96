import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { findDuplicates } from '../records/find-duplicates'
import type { CrmRecord, RecordValues } from '../records/record-module'
import { fullName, headerKey } from './header-names'
import type { ImportTarget } from './import-target'
import { withoutLabels } from './labelled-columns'
import { type DayOrder, detectDayOrder } from './read-day'
import { type ImportedRow, type RowError, readRows } from './read-rows'
import { readTable, type Table } from './read-table'
import { type ColumnMapping, type ImportSource, recogniseColumns, recogniseSource } from './recognise-columns'

/** What becomes of a row whose e-mail address an earlier row of the file, or a record of the CRM, has already. */
export type DuplicateChoice = 'skip' | 'create' | 'update'

export type ImportInput = {
  bytes: Uint8Array
  /** One entry per column of the preview; left out: what was recognised. */
  mapping?: ColumnMapping | undefined
  /** Left out: what the file shows. */
  dayOrder?: DayOrder | undefined
  /** Left out: `skip`. */
  duplicates?: DuplicateChoice | undefined
}

type Duplicated = { line: number } | { record: CrmRecord<RecordValues> }
export type PlannedRow = ImportedRow & {
  action: 'create' | 'update' | 'skip'
  duplicateOf: Duplicated | null
}

export type ImportPlan = {
  table: Table
  source: ImportSource | null
  mapping: ColumnMapping
  dayOrder: DayOrder
  rows: PlannedRow[]
  errors: RowError[]
}

/**
 * Reads a file and decides about each of its rows; writes nothing.
 * @throws DomainError `import-unreadable`; `validation` for a mapping that does not fit the file.
 */
export async function planImport(
  context: Context,
  target: ImportTarget,
  input: ImportInput,
): Promise<ImportPlan> {
  const table = withoutLabels(readTable(input.bytes))
  const names = target.fields.map((field) => field.name)
  const source = recogniseSource(table.headers)
  const mapping = input.mapping ?? recogniseColumns(table.headers, names)
  checkMapping(mapping, table, names)
  const dayOrder = input.dayOrder ?? dayOrderOf(table, target, mapping, source)
  const read = readRows(table, target.fields, { mapping, dayOrder })
  const rows = await decide(context, target, read, input.duplicates ?? 'skip')
  return { table, source, mapping, dayOrder, rows, errors: rows.flatMap((row) => row.errors) }
}

function checkMapping(mapping: ColumnMapping, table: Table, names: readonly string[]): void {
  const known = new Set([...names, fullName])
  const wrong = mapping.findIndex((field) => field !== null && !known.has(field))
  if (mapping.length === table.headers.length && wrong < 0) return
  const pointer = wrong < 0 ? '/mapping' : `/mapping/${wrong}`
  throw new DomainError('validation', {
    errors: [{ pointer, code: 'invalid', message: 'Does not fit the file.' }],
  })
}

/** Where no value proves it: programs in English write the month first, as their home does, all others the day. */
function dayOrderOf(
  table: Table,
  target: ImportTarget,
  mapping: ColumnMapping,
  source: ImportSource | null,
): DayOrder {
  const days = target.fields.filter((field) => field.type === 'day').map((field) => field.name)
  const columns = mapping.flatMap((field, position) =>
    field !== null && days.includes(field) ? [position] : [],
  )
  const values = table.rows.flatMap(({ cells }) => columns.map((column) => cells[column] ?? ''))
  const english = columns.every((column) =>
    /^(birthday|date of birth)$/.test(headerKey(table.headers[column] ?? '')),
  )
  return detectDayOrder(values, english && source !== null ? 'month-first' : 'day-first')
}

async function decide(
  context: Context,
  { module }: ImportTarget,
  rows: readonly ImportedRow[],
  choice: DuplicateChoice,
): Promise<PlannedRow[]> {
  const known = await findDuplicates(
    context,
    module,
    rows.flatMap(({ values }) => values.email ?? []),
  )
  const lineOf = new Map<string, number>()
  return rows.map((row) => {
    const email = row.values.email?.toLowerCase()
    const earlier = email === undefined ? undefined : lineOf.get(email)
    if (email !== undefined && earlier === undefined) lineOf.set(email, row.line)
    const record = row.values.email === undefined ? undefined : newest(known.get(row.values.email))
    const duplicateOf = record ? { record } : earlier === undefined ? null : { line: earlier }
    return { ...row, duplicateOf, action: duplicateOf === null ? 'create' : choice }
  })
}

const newest = (records: readonly CrmRecord<RecordValues>[] = []) =>
  records.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || (a.id < b.id ? -1 : 1))[0]
