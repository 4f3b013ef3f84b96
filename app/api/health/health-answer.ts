import type { Health } from '@/lib/health'

/**
 * 503 when people cannot work, so that nobody is sent to this instance. With `?strict`, for whoever watches over the
 * whole, also when only the sync waits: a balancer that took that for its answer would leave people without an app.
 */
export function healthAnswer(request: Request, health: Health): Response {
  const isStrict = new URL(request.url).searchParams.has('strict')
  const isFine = health.status === 'ok' || (health.status === 'degraded' && !isStrict)
  return Response.json(health, {
    status: isFine ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
