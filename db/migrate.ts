import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { connectDatabase } from './client'

/** Any number that nothing else in this database locks. */
const MIGRATION_LOCK = 7_246_105

/**
 * Brings the database's schema up to date. Two starters at once do not collide: the second waits for the first and then
 * finds nothing to do. Each migration is a transaction; a failing one leaves the database as it was before it.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const { sql, close } = connectDatabase(url, 1)
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
    await migrate(drizzle(sql), {
      migrationsFolder: join(dirname(fileURLToPath(import.meta.url)), 'migrations'),
    })
  } finally {
    // The lock goes with the connection.
    await close()
  }
}
