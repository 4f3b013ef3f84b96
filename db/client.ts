import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Database = PostgresJsDatabase
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** What a query needs: the pool, or the transaction that is open already. */
export type Queryable = Database | Transaction

export type DatabaseClient = {
  db: Database
  sql: postgres.Sql
  /** Lets running queries end for up to five seconds, then closes every connection. */
  close(): Promise<void>
}

/** A pool of at most `connections`, opened when first used. Give the process one of it. */
export function connectDatabase(url: string, { connections = 10 } = {}): DatabaseClient {
  // Notices ("relation already exists, skipping") would land on stdout, between the JSON lines of the log.
  const sql = postgres(url, { max: connections, onnotice: () => {} })
  return { db: drizzle(sql, { casing: 'snake_case' }), sql, close: () => sql.end({ timeout: 5 }) }
}
