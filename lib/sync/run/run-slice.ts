import { eq, sql } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { log } from '@/lib/log'
import { containerExists } from '@/lib/microsoft/containers/containers'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import { followInvitations } from '@/lib/sync/client-invitations/follow-invitations'
import { nextDueLink } from '@/lib/sync/links'
import { brakePush } from './brake-push'
import { checkTenant, checkUser } from './check-user'
import { ContainerGone } from './container-gone'
import { endConnection } from './end-connection'
import { defaultSliceMs, type Engine } from './engine'
import { fail } from './failure'
import { isAtRest } from './is-at-rest'
import { dropLease, LeaseLost, takeLease, takeRerun } from './lease'
import { loadRun } from './load-run'
import { keepSubscriptions, notificationsArrive } from './notifications'
import { nextPollMs } from './polling'
import { pull } from './pull'
import { push } from './push'
import { readMarks } from './record-marks'
import { containerOf, openSession, placeOf, type Session } from './session'
import { setUpContainer } from './set-up-container'
import type { SliceOutcome } from './slice-outcome'
import { noteStanding } from './standing'
import { takeUpEntering, takeUpFeed, takeUpOwned } from './take-up'

/**
 * Works on one connection for some seconds: pull, take up the feed, push, until both are empty. Whatever it has done
 * is saved as it goes, so it may be stopped anywhere and called again.
 * @param holder Names whoever calls this one slice after the other: it need not wait for one of its own that has died.
 */
export async function runSlice(engine: Engine, connectionId: string, holder?: string): Promise<SliceOutcome> {
  const now = engine.timing.now()
  const lease = await takeLease(engine.db, connectionId, now, holder)
  if (lease === null) return { outcome: 'busy' }
  const deadline = now.getTime() + (engine.sliceMs ?? defaultSliceMs)
  for (;;) {
    const outcome = await runRound(engine, connectionId, { lease, deadline }).catch(asBusy)
    if (outcome) return outcome
    if (engine.timing.now().getTime() > deadline) {
      await dropLease(engine.db, connectionId, lease)
      return { outcome: 'more' }
    }
  }
}

/** Somebody else runs the connection now, and ends what is to be ended. */
function asBusy(error: unknown): SliceOutcome {
  if (error instanceof LeaseLost) return { outcome: 'busy' }
  throw error
}

/**
 * One round: the connection as it is now, its subscriptions, then whatever there is to read and to send. What is
 * watched is watched before it is read, whether a subscription is the first, was renewed or had been lost: what comes
 * while it is being made is read, and what comes later is told of.
 * @returns null: once more, from the beginning
 * @throws LeaseLost wherever it stands, also while it notes why it ends
 */
async function runRound(
  engine: Engine,
  connectionId: string,
  slice: Pick<Session, 'lease' | 'deadline'>,
): Promise<SliceOutcome | null> {
  let session: Session | null = null
  try {
    const loaded = await loadRun(engine, connectionId)
    if (loaded === null) {
      await dropLease(engine.db, connectionId, slice.lease)
      return { outcome: 'idle' }
    }
    session = openSession(engine, loaded.row, loaded.module, { ...loaded, ...slice })
    if (!loaded.tenantConnected && loaded.row.status !== 'disabling')
      throw new CredentialError('tenant-not-connected')
    return await work(session)
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    if (session && error instanceof ContainerGone) return await containerGone(session)
    if (session && error instanceof UpstreamError) return await fail(session, error)
    await giveUp(engine, connectionId, slice.lease)
    throw error
  }
}

/** A bug stops this run; the sweep tries again after a while, with nothing forgotten. */
async function giveUp(engine: Engine, connectionId: string, lease: string): Promise<void> {
  const nextPollAt = new Date(engine.timing.now().getTime() + afterBugMs)
  await engine.db.update(connection).set({ nextPollAt }).where(eq(connection.id, connectionId))
  await dropLease(engine.db, connectionId, lease)
}

const afterBugMs = 60_000

async function work(session: Session): Promise<SliceOutcome | null> {
  const { connection: row } = session
  const began = session.now()
  if (row.status === 'disabling') {
    await endConnection(session, 'disabled-by-user')
    return { outcome: 'idle' }
  }
  await checkTenant(session)
  await checkUser(session)
  if (row.containerId === null || row.status === 'enabling') await setUpContainer(session)
  else if (!(await containerExists(placeOf(session), containerOf(session)))) throw new ContainerGone()
  const notified = await keepSubscriptions(session)
  // A container from before: our marks tell which record each item was made from.
  if (row.backfillAfter !== null) await readMarks(session)

  if ((await pull(session)) === 'more') return more(session)
  await takeUpOwned(session)
  if (session.module.window) await takeUpEntering(session)
  const { waiting } = await takeUpFeed(session)
  if (!(await isAtRest(session))) {
    await brakePush(session)
    await noteStanding(session)
    if ((await push(session)) === 'more') return more(session)
  }
  if ((await followInvitations(session)) === 'more') return more(session)
  const arriving = notified ? await notificationsArrive(session) : 'no'
  if (arriving === 'lost') return null
  return finish(session, { notified: arriving === 'yes', waiting, began })
}

async function more(session: Session): Promise<SliceOutcome> {
  await dropLease(session.engine.db, session.connection.id, session.lease)
  return { outcome: 'more' }
}

/**
 * The run's end: the connection is given back together with the run's summary and the time to look again.
 * @returns null when somebody has asked meanwhile for one more run
 */
async function finish(
  session: Session,
  end: { notified: boolean; waiting: boolean; began: Date },
): Promise<SliceOutcome | null> {
  const { engine, connection: row } = session
  const now = session.now()
  const waitMs = end.waiting ? 50 : await untilNextLook(session, end.notified)
  const released = await release(session, {
    now,
    nextPollAt: new Date(now.getTime() + waitMs),
    began: end.began,
  })
  if (!released) {
    await takeRerun(engine.db, row.id, session.lease)
    return null
  }
  log.info({ connectionId: row.id, runId: session.runId, waitMs }, 'run finished')
  return { outcome: 'done', waitMs }
}

/** A request that came after the last look has its own run on the way, and stands until that begins. */
async function release(session: Session, at: Record<'now' | 'nextPollAt' | 'began', Date>): Promise<boolean> {
  const { engine, connection: row, lease, runId } = session
  const given = await engine.db.execute(sql`
    with given as (
      update connection set lease = null, lease_until = null, current_run_id = null, failure_count = 0, attention_mailed_at = null,
        next_poll_at = ${at.nextPollAt.toISOString()}::timestamptz,
        requested_at = case when requested_at > ${at.began.toISOString()}::timestamptz then requested_at end
      where id = ${row.id}::uuid and lease = ${lease}::uuid and not rerun returning id
    ), ended as (
      update run set finished_at = ${at.now.toISOString()}::timestamptz, outcome = null
      where id = ${runId}::uuid and exists (select from given)
    )
    select id from given`)
  return given.length > 0
}

async function untilNextLook(session: Session, notified: boolean): Promise<number> {
  const { engine, connection: row } = session
  const now = session.now().getTime()
  const { lastChangeAt, enabledAt } = connection
  const asked = engine.db.select({ lastChangeAt, enabledAt }).from(connection)
  const [current] = await asked.where(eq(connection.id, row.id))
  const lastChange = current?.lastChangeAt ?? current?.enabledAt ?? session.now()
  const pollMs = nextPollMs(now - lastChange.getTime(), notified)
  const postponed = await nextDueLink(engine.db, row.id)
  return postponed ? Math.min(pollMs, Math.max(0, postponed.getTime() - now)) : pollMs
}

/** The user deleted the container: the sync is over, and nothing that was in it counts as deleted (A6, C4). */
async function containerGone(session: Session): Promise<SliceOutcome> {
  await endConnection(session, 'container-deleted')
  return { outcome: 'idle' }
}
