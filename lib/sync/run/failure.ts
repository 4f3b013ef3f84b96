import { and, eq, inArray } from 'drizzle-orm'
import { connection, run } from '@/db/schema/sync'
import type { UpstreamError } from '@/lib/errors'
import { log } from '@/lib/log'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import { dropLease } from './lease'
import type { Session } from './session'
import type { SliceOutcome } from './slice-outcome'

const firstWaitMs = 2_000
const longestWaitMs = 10 * 60_000

/**
 * A refusal of Microsoft that concerns the whole connection. A credential that a person has to renew turns it to
 * *needs attention* and stops the work, and loses nothing: what is pending stays pending (I4). Anything else is
 * waited for, longer each time that nothing has been sent in between.
 */
export async function fail(session: Session, error: UpstreamError): Promise<SliceOutcome> {
  const { engine, connection: row } = session
  const { status, code, requestId } = error.details
  log.warn(
    { connectionId: row.id, runId: session.runId, remedy: error.remedy, status, code, requestId },
    'run stopped',
  )
  if (error.remedy === 'reconnect') return needAttention(session, error)
  const [current] = await engine.db.select().from(connection).where(eq(connection.id, row.id))
  const failureCount = (session.advanced ? 0 : (current?.failureCount ?? 0)) + 1
  const waitMs = Math.max(
    error.details.retryAfterMs ?? 0,
    Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failureCount - 1, 10)),
  )
  const nextPollAt = new Date(session.now().getTime() + waitMs)
  await engine.db.update(connection).set({ failureCount, nextPollAt }).where(eq(connection.id, row.id))
  await dropLease(engine.db, row.id, session.lease)
  return { outcome: 'wait', waitMs }
}

async function needAttention(session: Session, error: UpstreamError): Promise<SliceOutcome> {
  const { engine, connection: row } = session
  const now = session.now()
  const reason = error instanceof CredentialError ? error.reason : ('mailbox-unavailable' as const)
  const stopped = { status: 'attention', reason, nextPollAt: null, updatedAt: now } as const
  await engine.db
    .update(connection)
    .set({ ...stopped, currentRunId: null })
    .where(eq(connection.id, row.id))
  if (error instanceof CredentialError && error.scope === 'tenant' && row.tenantId) {
    // Nobody else has to find out for herself; their runs stop at their next token.
    await engine.db
      .update(connection)
      .set(stopped)
      .where(
        and(
          eq(connection.tenantId, row.tenantId),
          inArray(connection.status, ['active', 'enabling', 'held']),
        ),
      )
  }
  await engine.db.update(run).set({ finishedAt: now, outcome: reason }).where(eq(run.id, session.runId))
  await dropLease(engine.db, row.id, session.lease)
  return { outcome: 'idle' }
}
