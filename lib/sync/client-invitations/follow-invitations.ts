import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { clientCalendar } from '@/db/schema/client-invitations'
import { connection } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { countRun } from '@/lib/sync/activity/write-activity'
import { checkpoint, defaultPageSize } from '@/lib/sync/run/engine'
import { inTransaction, type Session } from '@/lib/sync/run/session'
import { applySightings } from './apply-sightings'
import { beginClientFeed, noticeClients } from './client-feed'
import { noteRemoved, noteUnseen } from './invitation-rows'
import { deltaQuery, isOld, windowAt } from './invitation-window'
import { lookAtDue } from './look-at-due'
import { sightingsOf } from './sightings-of'
import { stopFollowing } from './stop-following'
import { wantsInvitations } from './wanted'

type CalendarRow = typeof clientCalendar.$inferSelect

const DeltaPage = z.object({
  value: z.array(z.object({ id: z.string().min(1), '@removed': z.unknown().optional() }).loose()),
  '@odata.nextLink': z.string().nullish(),
  '@odata.deltaLink': z.string().nullish(),
})

/** Next links that never end have been reported: after this many pages of one slice, the round starts over. */
const mostPages = 5_000

/**
 * Follows the invitations in the user's default calendar, in which nothing is ever written (M6–M8): what changed there
 * since the last time, page by page, each in one transaction together with the link to the next; then, one by one, the
 * events that are to be read by themselves. With the switch off, it ends what was followed.
 */
export async function followInvitations(session: Session): Promise<'up-to-date' | 'more'> {
  const { connection: row, engine } = session
  const [known] = await engine.db.select().from(clientCalendar).where(eq(clientCalendar.connectionId, row.id))
  if (!wantsInvitations(row)) {
    if (known) await stopFollowing(session)
    return 'up-to-date'
  }
  let calendar = known ?? (await beginFollowing(session))
  if (calendar.windowStart && isOld({ start: calendar.windowStart }, session.now()))
    calendar = await restartRound(session, calendar)
  const others = await noticeClients(engine.db, row.organisationId, session.now(), 'settled')
  await wakeOthers(session, others)
  if ((await readCalendar(session, calendar)) === 'more') return 'more'
  return lookAtDue(session)
}

async function beginFollowing(session: Session): Promise<CalendarRow> {
  const { connection: row } = session
  return inTransaction(session, async (tx) => {
    await beginClientFeed(tx, row.organisationId)
    const [begun] = await tx
      .insert(clientCalendar)
      .values({ connectionId: row.id, organisationId: row.organisationId, createdAt: session.now() })
      .returning()
    if (!begun) throw new Error('an insert answers its row')
    return begun
  })
}

async function wakeOthers(session: Session, memberIds: readonly string[]): Promise<void> {
  const others = memberIds.filter((id) => id !== session.connection.memberId)
  if (others.length > 0) await session.engine.wake({ module: 'meetings', memberIds: others })
}

async function readCalendar(session: Session, from: CalendarRow): Promise<'up-to-date' | 'more'> {
  let calendar = from
  for (let page = 0; page < mostPages; page += 1) {
    if (calendar.deltaLink === null && calendar.fullRoundStartedAt === null)
      calendar = await restartRound(session, calendar)
    const delta = await nextPage(session, calendar)
    if (delta === null) {
      calendar = await restartRound(session, calendar)
      continue
    }
    await applyPage(session, calendar, delta)
    await checkpoint(session.engine, 'invitations applied')
    if (delta.last) return 'up-to-date'
    calendar = { ...calendar, deltaLink: delta.link }
    if (session.now().getTime() > session.deadline) return 'more'
  }
  await restartRound(session, calendar)
  return 'more'
}

/** A full round begins, over the window as it is now: what it does not show is looked at one by one when it ends. */
async function restartRound(session: Session, calendar: CalendarRow): Promise<CalendarRow> {
  const { start, end } = windowAt(session.now())
  const fresh = {
    deltaLink: null,
    windowStart: start,
    windowEnd: end,
    fullRoundStartedAt: session.now(),
  }
  await inTransaction(session, (tx) =>
    tx.update(clientCalendar).set(fresh).where(eq(clientCalendar.connectionId, calendar.connectionId)),
  )
  return { ...calendar, ...fresh }
}

type Page = { value: z.infer<typeof DeltaPage>['value']; link: string; last: boolean }

/** Null: the saved link is no longer known. */
async function nextPage(session: Session, calendar: CalendarRow): Promise<Page | null> {
  const { graph, userPath, engine } = session
  const { windowStart, windowEnd, deltaLink } = calendar
  if (windowStart === null || windowEnd === null) throw new Error('a round has a window')
  const start = `${userPath}/calendarView/delta?${deltaQuery({ start: windowStart, end: windowEnd })}`
  const headers = { Prefer: `odata.maxpagesize=${engine.pageSize ?? defaultPageSize}` }
  try {
    const page = await graph.get(deltaLink ?? start, DeltaPage, headers)
    const link = page['@odata.nextLink'] ?? page['@odata.deltaLink']
    if (!link) throw new UpstreamError('fix-data', { code: 'delta-without-link' })
    return { value: page.value, link, last: !page['@odata.nextLink'] }
  } catch (error) {
    const dead =
      error instanceof UpstreamError && (error.remedy === 'reset-cursor' || error.details.status === 400)
    if (deltaLink !== null && dead) return null
    throw error
  }
}

async function applyPage(session: Session, calendar: CalendarRow, page: Page): Promise<void> {
  const { connection: row } = session
  const latest = [...new Map(page.value.map((value) => [value.id, value])).values()]
  const removed = latest.filter((value) => value['@removed'] !== undefined).map(({ id }) => id)
  const present = latest.filter((value) => value['@removed'] === undefined)
  const fullRound = calendar.fullRoundStartedAt
  await inTransaction(session, async (tx, context) => {
    const now = session.now()
    await noteRemoved(tx, row.id, removed, now)
    const sightings = await sightingsOf(session, tx, present, fullRound !== null)
    const found = await applySightings(session, tx, context, sightings, fullRound === null)
    if (page.last && fullRound !== null) await noteUnseen(tx, row.id, { startedAt: fullRound, now })
    await tx
      .update(clientCalendar)
      .set({ deltaLink: page.link, ...(page.last ? { fullRoundStartedAt: null } : {}) })
      .where(eq(clientCalendar.connectionId, row.id))
    if (found === 0) return
    await tx.update(connection).set({ lastChangeAt: now }).where(eq(connection.id, row.id))
    await countRun(tx, session.runId, { pulled: found })
    if (fullRound === null) session.found['default-calendar'] += found
  })
}
