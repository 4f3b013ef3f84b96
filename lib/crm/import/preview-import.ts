import { type Context, requirePermission } from '@/lib/access/context'
import { type ImportModule, type ImportTarget, importTargets } from './import-target'
import { type ImportInput, type PlannedRow, planImport } from './plan-import'
import type { DayOrder } from './read-day'
import type { RowError } from './read-rows'
import type { Table } from './read-table'
import type { ImportSource } from './recognise-columns'

const shown = { rows: 20, samples: 3, errors: 100, duplicates: 100 }

export type ImportColumn = { header: string; field: string | null; samples: string[] }

export type DuplicateRow = {
  line: number
  email: string
  /** What has the address already: an earlier line of the file, or a record of the CRM. */
  of: { line: number } | { recordId: string; name: string }
}

export type ImportPreview = {
  source: ImportSource | null
  encoding: Table['encoding']
  delimiter: Table['delimiter']
  dayOrder: DayOrder
  columns: ImportColumn[]
  rows: { line: number; values: Record<string, string>; action: PlannedRow['action'] }[]
  counts: { lines: number; create: number; update: number; skip: number; errors: number; duplicates: number }
  /** The first hundred; `counts` has them all. */
  errors: RowError[]
  duplicates: DuplicateRow[]
}

/**
 * What an import would do, without doing it.
 * @throws DomainError `permission-required`; `import-unreadable` with a `reason`; `validation` for the mapping.
 */
export async function previewImport(
  context: Context,
  module: ImportModule,
  input: ImportInput,
): Promise<ImportPreview> {
  const target: ImportTarget = importTargets[module]
  requirePermission(context, `${module}.create`)
  const { table, source, mapping, dayOrder, rows, errors } = await planImport(context, target, input)
  const duplicates = rows.flatMap((row) => duplicateRow(row))
  const count = (action: PlannedRow['action']) => rows.filter((row) => row.action === action).length
  return {
    source,
    encoding: table.encoding,
    delimiter: table.delimiter,
    dayOrder,
    columns: table.headers.map((header, position) => ({
      header,
      field: mapping[position] ?? null,
      samples: samplesOf(table, position),
    })),
    rows: rows.slice(0, shown.rows).map(({ line, values, action }) => ({ line, values, action })),
    counts: {
      lines: rows.length,
      create: count('create'),
      update: count('update'),
      skip: count('skip'),
      errors: errors.length,
      duplicates: duplicates.length,
    },
    errors: errors.slice(0, shown.errors),
    duplicates: duplicates.slice(0, shown.duplicates),
  }
}

function samplesOf({ rows }: Table, position: number): string[] {
  const filled = new Set<string>()
  for (const { cells } of rows) {
    const cell = cells[position]?.trim() ?? ''
    if (cell !== '') filled.add(cell.slice(0, 80))
    if (filled.size === shown.samples) break
  }
  return [...filled]
}

function duplicateRow({ line, values, duplicateOf }: PlannedRow): DuplicateRow[] {
  if (duplicateOf === null) return []
  const email = values.email ?? ''
  if ('line' in duplicateOf) return [{ line, email, of: duplicateOf }]
  const { id, firstName, lastName } = duplicateOf.record
  const name = [firstName, lastName].filter((part) => typeof part === 'string').join(' ')
  return [{ line, email, of: { recordId: id, name } }]
}
