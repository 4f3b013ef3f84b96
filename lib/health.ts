import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import journal from '@/db/migrations/meta/_journal.json'

export type Health = {
  /** `down`: nothing works; `degraded`: people can work, the sync waits. */
  status: 'ok' | 'degraded' | 'down'
  database: 'ok' | 'unreachable'
  migrations: 'ok' | 'pending' | 'unknown'
  runner: 'ok' | 'unreachable' | 'not-checked'
  /** Whether what comes back every minute still does, on whatever runner. */
  sweep: 'ok' | 'late' | 'never' | 'unknown'
  sweepAgeSeconds: number | null
  /** Open warnings that concern the installation or a whole organisation; null when that cannot be told. */
  criticalWarnings: number | null
  /** How many warnings are open of each code, for whomever; null when that cannot be told. */
  warnings: Record<string, number> | null
  /** What is not as it should be, as codes; empty when all is well. */
  reasons: HealthReason[]
}

const healthReasons = [
  'database-unreachable',
  'migrations-pending',
  'runner-unreachable',
  'sweep-late',
  'sweep-never',
  'critical-warnings',
] as const
export type HealthReason = (typeof healthReasons)[number]

export type HealthDeps = {
  db: Database
  /** `null` for Inngest Cloud, which is not ours to check. */
  runnerUrl: string | null
  fetch: (url: string, init: { signal: AbortSignal }) => Promise<{ status: number }>
  timeoutMs: number
  now: Date
  /** How long this process has been there: a young one waits for its first sweep. */
  uptimeMs: number
}

/** Looks at everything the app cannot work without. Never throws and never tells more than these words and numbers. */
export async function checkHealth(deps: HealthDeps): Promise<Health> {
  const [migrations, runner] = await Promise.all([checkMigrations(deps), checkRunner(deps)])
  const database = migrations === 'unknown' ? 'unreachable' : 'ok'
  const work = migrations === 'ok' ? await checkWork(deps) : nothingKnown
  const waits = runner === 'unreachable' || work.sweep === 'late' || isOverdue(work.sweep, deps)
  const status = migrations !== 'ok' ? 'down' : waits ? 'degraded' : 'ok'
  const isSo: Record<HealthReason, boolean> = {
    'database-unreachable': database === 'unreachable',
    'migrations-pending': migrations === 'pending',
    'runner-unreachable': runner === 'unreachable',
    'sweep-late': work.sweep === 'late',
    'sweep-never': isOverdue(work.sweep, deps),
    'critical-warnings': (work.criticalWarnings ?? 0) > 0,
  }
  const reasons = healthReasons.filter((reason) => isSo[reason])
  return { status, database, migrations, runner, ...work, reasons }
}

/** The sweep comes every minute; an upgrade or a restart takes less than this. */
const lateAfterMs = 5 * 60_000

type Work = Pick<Health, 'sweep' | 'sweepAgeSeconds' | 'criticalWarnings' | 'warnings'>

const nothingKnown: Work = {
  sweep: 'unknown',
  sweepAgeSeconds: null,
  criticalWarnings: null,
  warnings: null,
}

const isOverdue = (sweep: Health['sweep'], { uptimeMs }: HealthDeps): boolean =>
  sweep === 'never' && uptimeMs > lateAfterMs

async function checkWork({ db, timeoutMs, now }: HealthDeps): Promise<Work> {
  try {
    const query = db.execute<{
      at: string | null
      critical: number
      open: Record<string, number> | null
    }>(sql`
      select (select at from heartbeat where job = 'sweep') as at,
        (select count(*)::int from warning
          where resolved_at is null and severity = 'critical' and audience <> 'member') as critical,
        (select jsonb_object_agg(code, count) from (
          select code, count(*)::int from warning where resolved_at is null group by code) codes) as open`)
    const [row] = await Promise.race([query, late(timeoutMs)])
    const criticalWarnings = row?.critical ?? 0
    const warnings = row?.open ?? {}
    if (!row?.at) return { sweep: 'never', sweepAgeSeconds: null, criticalWarnings, warnings }
    const ageMs = Math.max(0, now.getTime() - new Date(row.at).getTime())
    const sweep = ageMs > lateAfterMs ? 'late' : 'ok'
    return { sweep, sweepAgeSeconds: Math.round(ageMs / 1_000), criticalWarnings, warnings }
  } catch {
    return nothingKnown
  }
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
