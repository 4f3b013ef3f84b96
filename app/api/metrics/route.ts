import { connection } from 'next/server'
import { environment } from '@/lib/env'
import { collectMetrics } from '@/lib/sync/metrics/collect-metrics'
import { openMetricsText, openMetricsType } from '@/lib/sync/metrics/open-metrics'
import { bearsToken } from '@/lib/web/bearer-token'
import { database } from '@/lib/web/database'

/** Figures for a collector that knows METRICS_TOKEN; where none is set there is nothing here. */
export async function GET(request: Request): Promise<Response> {
  await connection()
  const token = environment().METRICS_TOKEN
  if (token === undefined) return new Response(null, { status: 404 })
  if (!bearsToken(request, token))
    return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  const families = await collectMetrics(database(), new Date())
  return new Response(openMetricsText(families), {
    headers: { 'content-type': openMetricsType, 'cache-control': 'no-store' },
  })
}
