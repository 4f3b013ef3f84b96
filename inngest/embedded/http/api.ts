import { Hono } from 'hono'
import type { AppState } from '../app-sync'
import { inTransaction, type Sql } from '../database/connect'
import { acceptEvents } from '../events/accept-events'
import { parseEvents } from '../events/parse-events'
import type { RunnerLog } from '../log'
import { parseJson } from '../protocol/json'
import { apiToken, secretsEqual } from '../protocol/signature'
import { createUlidSource, parseEventIdSeed } from '../protocol/ulid'
import { registerApp } from '../registration/register-app'
import { runSteps } from '../runs/run-steps'
import type { RunnerSettings } from '../settings'

export type ApiParts = {
  sql: Sql
  settings: RunnerSettings
  log: RunnerLog
  appState(): AppState
  /** Something was stored that may be due at once. */
  wake(): void
}

/** The server side of the protocol, as far as the SDK calls it. */
export function createApi({ sql, settings, log, appState, wake }: ApiParts): Hono {
  const api = new Hono()
  const nextEventId = createUlidSource()
  const token = `Bearer ${apiToken(settings.signingKey)}`
  const isAuthorized = (header: string | undefined) => secretsEqual(header ?? '', token)
  const unauthorized = { error: 'The signing key is wrong', status: 401 } as const

  api.get('/health', (c) => c.json({ status: 'ok', app: appState() }))

  api.post('/e/:key', async (c) => {
    if (!secretsEqual(c.req.param('key'), settings.eventKey)) {
      return c.json({ ids: [], status: 401, error: 'Event key not found' }, 401)
    }
    const body = tryParse(await c.req.text())
    if (body === undefined) return c.json({ ids: [''], status: 400, error: 'the body is not JSON' }, 400)
    // Inngest's server answers an empty list so; the SDK never sends one.
    if (Array.isArray(body) && body.length === 0) return c.json({ ids: [''], status: 200 })
    const seed = parseEventIdSeed(c.req.header('x-inngest-event-id-seed'))
    const parsed = parseEvents(body, seed, new Date(), nextEventId)
    if (!parsed.ok) return c.json({ ids: [''], status: 400, error: parsed.error }, 400)
    await inTransaction(sql, (tx) => acceptEvents(tx, parsed.events))
    wake()
    return c.json({ ids: parsed.events.map(({ id }) => id), status: 200 })
  })

  api.post('/fn/register', async (c) => {
    if (!isAuthorized(c.req.header('authorization'))) return c.json(unauthorized, 401)
    const expectedKind = c.req.header('x-inngest-expected-server-kind')
    if (expectedKind !== undefined && expectedKind !== 'cloud') {
      return c.json({ error: `Expected server kind ${expectedKind}, got cloud`, status: 400 }, 400)
    }
    const result = await registerApp(sql, tryParse(await c.req.text()))
    // The app takes its own status from the member `status`; without it, a refusal would look like a success.
    if (!result.ok) return c.json({ error: result.error, status: 400 }, 400)
    if (result.modified) {
      log.info({ app: result.app, functions: result.functions }, 'functions registered')
      wake()
    }
    return c.json({
      ok: true,
      modified: result.modified,
      sync_id: result.syncId,
      app_id: result.app,
      status: 200,
    })
  })

  api.get('/v0/runs/:id/actions', async (c) => {
    if (!isAuthorized(c.req.header('authorization'))) return c.json(unauthorized, 401)
    const { steps } = await runSteps(sql, c.req.param('id'))
    return c.json(steps)
  })

  api.get('/v0/runs/:id/batch', async (c) => {
    if (!isAuthorized(c.req.header('authorization'))) return c.json(unauthorized, 401)
    const rows = await sql<{ body: string }[]>`
      select event.body from runner.run join runner.event on event.id = run.event_id where run.id = ${c.req.param('id')}`
    return c.json(rows.map(({ body }) => parseJson(body)))
  })

  api.notFound((c) =>
    c.json(
      { error: `${c.req.method} ${c.req.path} is not supported by the embedded runner`, status: 404 },
      404,
    ),
  )
  api.onError((error, c) => {
    log.error({ err: error, path: c.req.routePath }, 'request failed')
    return c.json({ error: 'The runner could not do this', status: 500 }, 500)
  })
  return api
}

function tryParse(text: string) {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
