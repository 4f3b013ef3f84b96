import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import * as access from './schema/access'
import * as crm from './schema/crm'
import * as microsoft from './schema/microsoft'
import * as sync from './schema/sync'

const schema = { ...access, ...crm, ...microsoft, ...sync }

/** The pool or an open transaction: verbs take either. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/** Connects to a database. Lazy: nothing is opened before the first query. `close` waits for running queries. */
export function connectDatabase(url: string, poolSize = 10) {
  const sql = postgres(url, { max: poolSize, onnotice: () => {}, connect_timeout: 10 })
  const db: Database = drizzle(sql, { schema, casing: 'snake_case' })
  return { db, sql, close: () => sql.end({ timeout: 5 }) }
}
