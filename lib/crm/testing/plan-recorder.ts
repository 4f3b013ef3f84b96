import { drizzle } from 'drizzle-orm/postgres-js'
import type { Database } from '@/db/client'
import type { TestDatabase } from '@/dev/testing/test-database'

export type Plans = {
  text: string
  /** The most rows that one step of one plan had to look at. */
  rowsRead: number
}

/** A database that takes note of the statements sent to it, and tells how PostgreSQL carries them out. */
export function planRecorder(database: TestDatabase): {
  db: Database
  plansOf: (work: () => Promise<unknown>) => Promise<Plans>
} {
  const statements: { query: string; params: unknown[] }[] = []
  const logger = { logQuery: (query: string, params: unknown[]) => void statements.push({ query, params }) }
  const db = drizzle(database.sql, { casing: 'snake_case', logger }) as unknown as Database
  return {
    db,
    async plansOf(work) {
      statements.length = 0
      await work()
      const texts: string[] = []
      for (const { query, params } of [...statements]) {
        const rows = await database.sql.unsafe(`explain (analyze, timing off) ${query}`, params as string[])
        texts.push(...rows.map((row) => String(row['QUERY PLAN'])))
      }
      const text = texts.join('\n')
      const counts = text.matchAll(/(?:actual rows=|Rows Removed by [\w ]+: )(\d+)/g)
      return { text, rowsRead: Math.max(...[...counts].map((match) => Number(match[1]))) }
    },
  }
}
