import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { log } from '@/lib/log'
import { observedFetch } from '@/lib/microsoft/graph/observed-fetch'
import type { SeenRequest } from '@/lib/microsoft/graph/seen-request'
import type { Engine } from '@/lib/sync/run/engine'
import { runSlice } from '@/lib/sync/run/run-slice'
import type { SliceOutcome } from '@/lib/sync/run/slice-outcome'

/** Slices of one connection that are remembered, and requests of one slice: the last ones, where most goes wrong. */
const slicesKept = 30
const requestsKept = 60

/**
 * A slice of a run whose requests are remembered for the support file, in one statement at its end. That never costs
 * the run anything: what cannot be written down is forgotten.
 */
export async function loggedSlice(
  engine: Engine,
  connectionId: string,
  holder?: string,
  count: (request: SeenRequest) => void = () => {},
): Promise<SliceOutcome> {
  const seen: SeenRequest[] = []
  let leftOut = 0
  const fetch = observedFetch(engine.fetch, engine.timing.now, (request) => {
    count(request)
    seen.push(request)
    if (seen.length <= requestsKept) return
    seen.shift()
    leftOut += 1
  })
  try {
    return await runSlice({ ...engine, fetch }, connectionId, holder)
  } finally {
    if (seen.length > 0)
      await keep(engine.db, connectionId, { at: engine.timing.now(), seen, leftOut }).catch(
        (error: unknown) =>
          log.warn({ err: error, connectionId }, 'the requests of a run were not written down'),
      )
  }
}

type Slice = { at: Date; seen: readonly SeenRequest[]; leftOut: number }

/**
 * Writes over the oldest place of the ring; after a quiet slice, another quiet one takes its place, so that hours of
 * polling do not push out the one run that failed.
 */
async function keep(db: Database, connectionId: string, { at, seen, leftOut }: Slice): Promise<void> {
  const quiet = seen.every(isQuiet)
  await db.execute(sql`
    with newest as (
      select place, quiet, times, at from request_log where connection_id = ${connectionId} order by at desc limit 1
    ), next as (
      select coalesce((select case when quiet and ${quiet}::boolean then place else (place + 1) % ${slicesKept}::int end from newest), 0) as place,
        coalesce((select times + 1 from newest where quiet and ${quiet}::boolean), 1) as times,
        -- Later than the newest, so that the order of places is that of times.
        greatest(${at.toISOString()}::timestamptz, (select at + interval '1 millisecond' from newest)) as at,
        (select id from run where connection_id = ${connectionId} order by started_at desc limit 1) as run_id
    )
    insert into request_log (connection_id, place, times, run_id, at, quiet, requests, left_out)
    select ${connectionId}::uuid, place, times, run_id, at, ${quiet}::boolean, ${JSON.stringify(seen)}::jsonb, ${leftOut}::int
    from next where run_id is not null
    on conflict (connection_id, place) do update set times = excluded.times, run_id = excluded.run_id,
      at = excluded.at, quiet = excluded.quiet, requests = excluded.requests, left_out = excluded.left_out`)
}

/** It read, or got itself a token, and nobody refused. */
const isQuiet = ({ method, path, status }: SeenRequest): boolean =>
  (method === 'GET' || path.endsWith('/oauth2/v2.0/token')) && status !== null && status < 300
