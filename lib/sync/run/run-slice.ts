import { eq } from 'drizzle-orm'
import { connection, run } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { log } from '@/lib/log'
import { containerExists } from '@/lib/microsoft/containers/containers'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import { nextDueLink } from '@/lib/sync/links'
import { ContainerGone } from './container-gone'
import { endConnection } from './end-connection'
import { defaultSliceMs, type Engine } from './engine'
import { fail } from './failure'
import { dropLease, LeaseLost, releaseLease, takeLease } from './lease'
import { loadRun } from './load-run'
import { keepSubscription } from './notifications'
import { nextPollMs } from './polling'
import { pull } from './pull'
import { push } from './push'
import { readMarks } from './record-marks'
import { containerOf, openSession, placeOf, type Session } from './session'
import { setUpContainer } from './set-up-container'
import { takeUpFeed, takeUpOwned } from './take-up'

/**
 * What became of a slice. `more`: go on at once. `wait`: go on after `waitMs`. `busy`: another run has the connection
 * and will run once more. `done`: nothing left to do; look again after `waitMs`.
 */
export type SliceOutcome =
  | { outcome: 'done' | 'wait'; waitMs: number }
  | { outcome: 'more' | 'busy' | 'idle' }

/**
 * Works on one connection for some seconds: pull, take up the feed, push, until both are empty. Whatever it has done
 * is saved as it goes, so it may be stopped anywhere and called again.
 */
export async function runSlice(engine: Engine, connectionId: string): Promise<SliceOutcome> {
  const now = engine.timing.now()
  const lease = await takeLease(engine.db, connectionId, now)
  if (lease === null) return { outcome: 'busy' }
  let session: Session | null = null
  try {
    const loaded = await loadRun(engine, connectionId)
    if (loaded === null) {
      await dropLease(engine.db, connectionId, lease)
      return { outcome: 'idle' }
    }
    const deadline = now.getTime() + (engine.sliceMs ?? defaultSliceMs)
    session = openSession(engine, loaded.row, loaded.module, { ...loaded, lease, deadline })
    if (!loaded.tenantConnected && loaded.row.status !== 'disabling')
      throw new CredentialError('tenant-not-connected')
    return await work(session)
  } catch (error) {
    if (error instanceof LeaseLost) return { outcome: 'busy' }
    if (session && error instanceof ContainerGone) return await containerGone(session)
    if (session && error instanceof UpstreamError) return await fail(session, error)
    await dropLease(engine.db, connectionId, lease)
    throw error
  }
}

async function work(session: Session): Promise<SliceOutcome> {
  const { engine, connection: row } = session
  if (row.status === 'disabling') {
    await endConnection(session, 'disabled-by-user')
    return { outcome: 'idle' }
  }
  if (row.containerId === null || row.status === 'enabling') await setUpContainer(session)
  else if (!(await containerExists(placeOf(session), containerOf(session)))) throw new ContainerGone()
  const notified = await keepSubscription(session)
  // A container from before: our marks tell which record each item was made from.
  if (row.deltaLink === null && row.backfillAfter !== null) await readMarks(session)

  for (;;) {
    if ((await pull(session)) === 'more') return more(session)
    await takeUpOwned(session)
    const { waiting } = await takeUpFeed(session)
    if ((await push(session)) === 'more') return more(session)
    if (await releaseLease(engine.db, row.id, session.lease)) return finish(session, { notified, waiting })
  }
}

async function more(session: Session): Promise<SliceOutcome> {
  await dropLease(session.engine.db, session.connection.id, session.lease)
  return { outcome: 'more' }
}

/** The run's end: its summary, and when to look again. */
async function finish(session: Session, end: { notified: boolean; waiting: boolean }): Promise<SliceOutcome> {
  const { engine, connection: row } = session
  const now = session.now()
  const [current] = await engine.db.select().from(connection).where(eq(connection.id, row.id))
  const lastChange = current?.lastChangeAt ?? current?.enabledAt ?? now
  const pollMs = nextPollMs(now.getTime() - lastChange.getTime(), end.notified)
  const postponed = await nextDueLink(engine.db, row.id)
  const dueMs = postponed ? Math.max(0, postponed.getTime() - now.getTime()) : pollMs
  const waitMs = end.waiting ? 50 : Math.min(pollMs, dueMs)
  await engine.db.update(run).set({ finishedAt: now, outcome: null }).where(eq(run.id, session.runId))
  await engine.db
    .update(connection)
    .set({
      nextPollAt: new Date(now.getTime() + waitMs),
      failureCount: 0,
      currentRunId: current?.currentRunId === session.runId ? null : (current?.currentRunId ?? null),
    })
    .where(eq(connection.id, row.id))
  log.info({ connectionId: row.id, runId: session.runId, waitMs }, 'run finished')
  return { outcome: 'done', waitMs }
}

/** The user deleted the container: the sync is over, and nothing that was in it counts as deleted (A6, C4). */
async function containerGone(session: Session): Promise<SliceOutcome> {
  await endConnection(session, 'container-deleted')
  return { outcome: 'idle' }
}
