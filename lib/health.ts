import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import journal from '@/db/migrations/meta/_journal.json'

export type Health = {
  /** `down`: nothing works; `degraded`: people can work, the sync waits. */
  status: 'ok' | 'degraded' | 'down'
  database: 'ok' | 'unreachable'
  migrations: 'ok' | 'pending' | 'unknown'
  runner: 'ok' | 'unreachable' | 'not-checked'
}

export type HealthDeps = {
  db: Database
  /** `null` for Inngest Cloud, which is not ours to check. */
  runnerUrl: string | null
  fetch: (url: string, init: { signal: AbortSignal }) => Promise<{ status: number }>
  timeoutMs: number
}

/** Looks at everything the app cannot work without. Never throws and never tells more than these words. */
export async function checkHealth(deps: HealthDeps): Promise<Health> {
  const [migrations, runner] = await Promise.all([checkMigrations(deps), checkRunner(deps)])
  const database = migrations === 'unknown' ? 'unreachable' : 'ok'
  const status = migrations !== 'ok' ? 'down' : runner === 'unreachable' ? 'degraded' : 'ok'
  return { status, database, migrations, runner }
}

async function checkMigrations({ db, timeoutMs }: HealthDeps): Promise<Health['migrations']> {
  const newest = Math.max(0, ...journal.entries.map(({ when }) => when))
  try {
    const query = db.execute<{ newest: string | null }>(
      sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
    )
    const [row] = await Promise.race([query, late(timeoutMs)])
    return Number(row?.newest ?? 0) >= newest ? 'ok' : 'pending'
  } catch (error) {
    return isMissingTable(error) ? 'pending' : 'unknown'
  }
}

async function checkRunner({ runnerUrl, fetch, timeoutMs }: HealthDeps): Promise<Health['runner']> {
  if (runnerUrl === null) return 'not-checked'
  try {
    const { status } = await fetch(runnerUrl, { signal: AbortSignal.timeout(timeoutMs) })
    return status < 500 ? 'ok' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}

/** undefined_table and invalid_schema_name (PostgreSQL's Appendix A): the database answers, but was never migrated. */
function isMissingTable(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  return cause?.code === '42P01' || cause?.code === '3F000'
}

function late(timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('late')), timeoutMs).unref()
  })
}
