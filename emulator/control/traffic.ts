import type { Hono } from 'hono'
import type { World } from '../world'
import { ControlError } from './json-call'

/** `GET /_emulator/traffic?since=`: a JSON array, or JSON lines for `Accept: application/x-ndjson`. */
export function controlTraffic(app: Hono, world: World): void {
  app.get('/_emulator/traffic', (context) => {
    const given = context.req.query('since')
    const since = given === undefined ? null : new Date(given)
    if (since !== null && Number.isNaN(since.getTime())) throw new ControlError(400, 'since is an ISO time')
    const rows = world.traffic.since(since)
    if (!context.req.header('accept')?.includes('ndjson')) return context.json(rows)
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    return context.body(lines, 200, { 'Content-Type': 'application/x-ndjson' })
  })
  app.delete('/_emulator/traffic', (context) => {
    world.traffic.clear()
    return context.body(null, 204)
  })
}
