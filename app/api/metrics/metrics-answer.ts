import type { Context } from '@/lib/access/context'
import { collectMetrics } from '@/lib/sync/metrics/collect-metrics'
import { openMetricsText, openMetricsType } from '@/lib/sync/metrics/open-metrics'
import { bearsToken } from '@/lib/web/bearer-token'

/** @param token that a collector has to show; where none is set there is nothing here */
export async function metricsAnswer(
  request: Request,
  { db, now, token }: { db: Context['db']; now: Date; token: string | undefined },
): Promise<Response> {
  if (token === undefined) return new Response(null, { status: 404 })
  if (!bearsToken(request, token))
    return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  const families = await collectMetrics(db, now)
  return new Response(openMetricsText(families), {
    headers: { 'content-type': openMetricsType, 'cache-control': 'no-store' },
  })
}
