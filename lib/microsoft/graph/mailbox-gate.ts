import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { UpstreamError } from '@/lib/errors'

/** Time as the engine sees it; the simulation brings its own. */
export type Timing = { now(): Date; sleep(ms: number): Promise<void>; random(): number }

export const systemTiming: Timing = {
  now: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
}

/** One mailbox's limits, kept over all processes through the database. */
export type MailboxGate = {
  /** Does `work`, which makes `requests` requests one after the other, in one of the mailbox's four places. */
  pass<T>(requests: number, work: () => Promise<T>): Promise<T>
  /** Nobody sends to this mailbox for a while: it said so (`Retry-After`). */
  pause(ms: number): Promise<void>
}

/** A request may take this long; a place is leased for longer, so that a dead process gives it back by itself. */
const leaseMs = 55_000
/** Microsoft allows 10,000 in ten minutes; the rest is for what we cannot count (requests of a killed process). */
const requestsPerTenMinutes = 9_600
/** Waiting longer than this is the run's business, not the request's. */
const longestWaitMs = 15_000
const otherProcessPollMs = 15
/** The code of the error that says so. */
export const mailboxBusy = 'mailbox-busy'

const localQueues = new Map<string, { running: number; waiting: (() => void)[] }>()

/**
 * At most four requests in flight per app and mailbox over all processes, and a budget per ten minutes
 * (learn.microsoft.com/graph/throttling-limits, "Outlook service limits").
 * @throws UpstreamError `wait` when the mailbox is paused or its budget used up for long.
 */
export function mailboxGate(db: Database, timing: Timing, mailbox: string): MailboxGate {
  return {
    async pass(requests, work) {
      const leave = await enterLocally(mailbox)
      try {
        const { slot, holder } = await acquire(db, timing, mailbox, requests)
        try {
          return await work()
        } finally {
          await db.execute(
            sql`update mailbox_slot set holder = null, leased_until = null where mailbox = ${mailbox} and slot = ${slot} and holder = ${holder}`,
          )
        }
      } finally {
        leave()
      }
    },
    async pause(ms) {
      const until = new Date(timing.now().getTime() + ms).toISOString()
      await db.execute(
        sql`insert into mailbox_pause (mailbox, until) values (${mailbox}, ${until})
            on conflict (mailbox) do update set until = greatest(mailbox_pause.until, excluded.until)`,
      )
    },
  }
}

/** Callers of this process queue here, in order, so that they do not all poll the database. */
async function enterLocally(mailbox: string): Promise<() => void> {
  const queue = localQueues.get(mailbox) ?? { running: 0, waiting: [] }
  localQueues.set(mailbox, queue)
  if (queue.running >= 4) await new Promise<void>((resolve) => queue.waiting.push(resolve))
  else queue.running += 1
  return () => {
    const next = queue.waiting.shift()
    if (next) return next()
    queue.running -= 1
    if (queue.running === 0) localQueues.delete(mailbox)
  }
}

type Attempt = { slot: number | null; until: Date | string | null; used: string; known: boolean }

async function acquire(db: Database, timing: Timing, mailbox: string, requests: number) {
  const holder = randomUUID()
  let waitedMs = 0
  for (let polls = 1; ; polls += 1) {
    const attempt = await tryAcquire(db, timing, mailbox, holder, requests)
    if (attempt.slot !== null) return { slot: attempt.slot, holder }
    if (!attempt.known) {
      await db.execute(
        sql`insert into mailbox_slot (mailbox, slot) select ${mailbox}, generate_series(1, 4) on conflict do nothing`,
      )
      continue
    }
    const pausedMs = attempt.until ? new Date(attempt.until).getTime() - timing.now().getTime() : 0
    const spent = Number(attempt.used) + requests > requestsPerTenMinutes
    const waitMs =
      pausedMs > 0 ? pausedMs : spent ? longestWaitMs + 1 : otherProcessPollMs * Math.min(polls, 8)
    waitedMs += waitMs
    if (waitedMs > longestWaitMs)
      throw new UpstreamError('wait', { code: mailboxBusy, retryAfterMs: Math.max(waitMs, 1_000) })
    await timing.sleep(waitMs)
  }
}

/** One statement: is the mailbox paused or out of budget, and if not, take a free place and count the requests. */
async function tryAcquire(
  db: Database,
  timing: Timing,
  mailbox: string,
  holder: string,
  requests: number,
): Promise<Attempt> {
  const now = timing.now()
  const at = now.toISOString()
  const until = new Date(now.getTime() + leaseMs).toISOString()
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString()
  // Minutes are counted whole: the one that began more than ten minutes ago may have been used at its end.
  const since = new Date(now.getTime() - 660_000).toISOString()
  const rows = await db.execute<Attempt>(sql`
    with used as (
      select coalesce(sum(requests), 0) as n from mailbox_usage where mailbox = ${mailbox} and minute > ${since}::timestamptz
    ), paused as (
      select until from mailbox_pause where mailbox = ${mailbox} and until > ${at}::timestamptz
    ), free as (
      select slot from mailbox_slot
      where mailbox = ${mailbox} and (leased_until is null or leased_until < ${at}::timestamptz)
        and not exists (select 1 from paused) and (select n from used) + ${requests}::int <= ${requestsPerTenMinutes}::int
      order by slot limit 1 for update skip locked
    ), taken as (
      update mailbox_slot set holder = ${holder}::uuid, leased_until = ${until}::timestamptz
      from free where mailbox_slot.mailbox = ${mailbox} and mailbox_slot.slot = free.slot
      returning mailbox_slot.slot
    ), counted as (
      insert into mailbox_usage (mailbox, minute, requests)
      select ${mailbox}, ${minute}::timestamptz, ${requests}::int from taken
      on conflict (mailbox, minute) do update set requests = mailbox_usage.requests + excluded.requests
    )
    select (select slot from taken) as slot, (select until from paused) as until, (select n from used) as used,
      exists (select 1 from mailbox_slot where mailbox = ${mailbox}) as known`)
  const row = rows[0]
  if (!row) throw new Error('the statement answers exactly one row')
  return row
}
