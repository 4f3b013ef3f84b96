import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as access from './schema/access'
import * as clientInvitations from './schema/client-invitations'
import * as crm from './schema/crm'
import * as erasure from './schema/erasure'
import * as microsoft from './schema/microsoft'
import * as moduleLocks from './schema/module-locks'
import * as rollout from './schema/rollout'
import * as sync from './schema/sync'
import * as syncHours from './schema/sync-hours'

const schema = {
  ...access,
  ...clientInvitations,
  ...crm,
  ...erasure,
  ...microsoft,
  ...moduleLocks,
  ...rollout,
  ...sync,
  ...syncHours,
}

/** The pool or an open transaction: verbs take either. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

export type DatabaseClient = {
  db: Database
  sql: postgres.Sql
  /** Lets running queries end for up to five seconds, then closes every connection. */
  close(): Promise<void>
}

/** Connects to a database. Lazy: nothing is opened before the first query. Give a process one of it. */
export function connectDatabase(url: string, poolSize = 10): DatabaseClient {
  // Notices ("relation already exists, skipping") would land on stdout, between the JSON lines of the log.
  const sql = postgres(url, {
    max: poolSize,
    onnotice: () => {},
    connect_timeout: 10,
    // Seconds. The driver's own waits grow to 20 s: too long for a database that restarts in one.
    backoff: (retries) => Math.min(0.05 * 2 ** retries, 1),
  })
  return { db: databaseOver(sql), sql, close: () => sql.end({ timeout: 5 }) }
}

/** The database behind a client of the driver. */
export const databaseOver = (sql: postgres.Sql): Database => drizzle(sql, { schema, casing: 'snake_case' })
