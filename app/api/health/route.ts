import { connection } from 'next/server'
import { environment } from '@/lib/env'
import { checkHealth } from '@/lib/health'
import { database } from '@/lib/web/database'

/** Readiness, for load balancers and operators: 503 when people cannot work. */
export async function GET(): Promise<Response> {
  await connection()
  const health = await checkHealth({
    db: database(),
    runnerUrl: environment().INNGEST_BASE_URL ?? null,
    fetch,
    timeoutMs: 3_000,
    now: new Date(),
    uptimeMs: process.uptime() * 1_000,
  })
  return Response.json(health, { status: health.status === 'down' ? 503 : 200 })
}
