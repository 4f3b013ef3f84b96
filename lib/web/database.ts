import 'server-only'
import { connectDatabase, type Database, type DatabaseClient } from '@/db/client'
import { environment } from '@/lib/env'

declare global {
  /** On `globalThis` because `next dev` evaluates this module anew with every change, and pools would pile up. */
  var tandemDatabase: DatabaseClient | undefined
}

/** The process's pool. Connects with the first query, so that a build can load any page without a database. */
export function database(): Database {
  globalThis.tandemDatabase ??= connectDatabase(environment().DATABASE_URL)
  return globalThis.tandemDatabase.db
}
