import { count, desc, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'
import type { Environment } from '@/lib/env'
import { checkHealth } from '@/lib/health'

export type Diagnosis = {
  /** One finding per line, for the operator to read. */
  lines: string[]
  healthy: boolean
}

/** Looks at what usually goes wrong: database, migrations, runner, Microsoft's addresses, connections that need somebody. */
export async function diagnose(db: Database, env: Environment): Promise<Diagnosis> {
  const runnerUrl = env.INNGEST_BASE_URL ?? null
  // Whoever asks the doctor does not expect the app to have just been started.
  const patience = { timeoutMs: 5_000, now: new Date(), uptimeMs: Number.POSITIVE_INFINITY }
  const health = await checkHealth({ db, runnerUrl, fetch, ...patience })
  const [login, graph] = await Promise.all([
    reaches(`${env.MICROSOFT_LOGIN_URL}/common/v2.0/.well-known/openid-configuration`),
    reaches(`${env.MICROSOFT_GRAPH_URL}/v1.0/$metadata`),
  ])
  const lines = [
    `database    ${health.database}`,
    `migrations  ${health.migrations}`,
    `runner      ${health.runner}`,
    `sweep       ${health.sweep}${health.sweepAgeSeconds === null ? '' : `, ${health.sweepAgeSeconds} s ago`}`,
    `sign-in     ${login ? 'ok' : 'unreachable'}  ${env.MICROSOFT_LOGIN_URL}`,
    `Graph       ${graph ? 'ok' : 'unreachable'}  ${env.MICROSOFT_GRAPH_URL}`,
  ]
  if (health.migrations === 'ok') lines.push(...(await warningLines(db)), ...(await connectionLines(db)))
  return { lines, healthy: health.status === 'ok' && login && graph }
}

async function warningLines(db: Database): Promise<string[]> {
  const rows = await db
    .select({ code: warning.code, severity: warning.severity, count: count() })
    .from(warning)
    .where(isNull(warning.resolvedAt))
    .groupBy(warning.code, warning.severity)
    .orderBy(desc(warning.severity), warning.code)
  return rows.map((row) => `warnings    ${row.code}, ${row.severity}: ${row.count}`)
}

async function connectionLines(db: Database): Promise<string[]> {
  const rows = await db
    .select({ module: connection.module, status: connection.status, count: count() })
    .from(connection)
    .groupBy(connection.module, connection.status)
    .orderBy(connection.module, connection.status)
  return rows.map((row) => `connections ${row.module}, ${row.status}: ${row.count}`)
}

/** Any answer will do: Graph refuses strangers, which proves that it is there. */
async function reaches(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.status < 500
  } catch {
    return false
  }
}
