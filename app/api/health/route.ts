import { connection } from 'next/server'
import { environment } from '@/lib/env'
import { checkHealth } from '@/lib/health'
import { database } from '@/lib/web/database'
import { healthAnswer } from './health-answer'

/** Readiness, for load balancers and operators. */
export async function GET(request: Request): Promise<Response> {
  await connection()
  const health = await checkHealth({
    db: database(),
    runnerUrl: environment().INNGEST_BASE_URL ?? null,
    fetch,
    timeoutMs: 3_000,
    now: new Date(),
    uptimeMs: process.uptime() * 1_000,
  })
  return healthAnswer(request, health)
}
