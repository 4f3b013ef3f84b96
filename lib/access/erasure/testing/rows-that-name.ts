import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Looks through every table of the database for rows in which one of these texts stands, in whatever column. */
export async function rowsThatName(db: Database, texts: readonly string[]): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const patterns = sql.param(`{${texts.map((text) => `"%${text}%"`).join(',')}}`)
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await db.execute<{ row: string }>(
      sql`select row_to_json(t)::text as row from ${sql.identifier(name)} t where row_to_json(t)::text ilike any(${patterns}::text[])`,
    )
    found.push(...rows.map(({ row }) => `${name}: ${row}`))
  }
  return found
}
