import { type Column, getTableColumns, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'

type Row = Record<string, unknown>

/** Bounds the size of one statement, not its number of parameters: rows travel as one JSON document. */
const rowsPerStatement = 5_000

/** Inserts any number of rows with one statement per 5,000. All rows name the same columns. */
export async function insertRows(db: Database, table: PgTable, rows: readonly Row[]): Promise<void> {
  for (const part of parts(rows)) {
    const columns = columnsOf(table, part)
    const names = sql.join(columns.map(identifier), sql`, `)
    await db.execute(
      sql`insert into ${table} (${names}) select ${names} from ${asTable(table, columns, part)}`,
    )
  }
}

/** Writes rows that exist already, found by their `id`, with one statement per 5,000. All name the same columns. */
export async function updateRows(db: Database, table: PgTable, rows: readonly Row[]): Promise<void> {
  for (const part of parts(rows)) {
    const columns = columnsOf(table, part)
    const assignments = columns
      .filter(([key]) => key !== 'id')
      .map((column) => sql`${identifier(column)} = new_row.${identifier(column)}`)
    await db.execute(sql`
      update ${table} set ${sql.join(assignments, sql`, `)}
      from ${asTable(table, columns, part)} as new_row where ${table}.id = new_row.id`)
  }
}

function* parts(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += rowsPerStatement)
    yield rows.slice(from, from + rowsPerStatement)
}

type NamedColumn = [key: string, column: Column]

function columnsOf(table: PgTable, rows: readonly Row[]): NamedColumn[] {
  const named = rows[0] ?? {}
  return Object.entries(getTableColumns(table)).filter(([key]) => key in named)
}

const identifier = ([key]: NamedColumn) => sql.identifier(toSnakeCase(key))

function asTable(table: PgTable, columns: readonly NamedColumn[], rows: readonly Row[]) {
  const json = rows.map((row) =>
    Object.fromEntries(columns.map(([key]) => [toSnakeCase(key), row[key] ?? null])),
  )
  return sql`jsonb_populate_recordset(null::${table}, ${JSON.stringify(json)}::jsonb)`
}
