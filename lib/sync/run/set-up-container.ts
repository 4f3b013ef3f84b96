import { eq, sql } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { ensureContainer, nameContainer } from '@/lib/microsoft/containers/containers'
import { doubtAfter, unheardOfMs } from './doubt'
import { checkpoint } from './engine'
import { inTransaction, placeOf, type Session } from './session'

/** Below every id there is: where the walk through the owner's records begins. */
const beforeAllRecords = '00000000-0000-0000-0000-000000000000'

/**
 * The first step of an enabled connection: its container, ours from before if there is one, and the position in the
 * change feed from which edits count while the first sync walks through what exists.
 */
export async function setUpContainer(session: Session): Promise<void> {
  const { engine, connection: row, module } = session
  const [owner] = await engine.db
    .select({ locale: account.locale })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(eq(member.id, row.memberId))
  const name = module.container.names[owner?.locale ?? 'en']
  const place = placeOf(session)
  const wanted = { name, owner: row.memberId }
  const container = await makeOnce(session, (making) =>
    ensureContainer(place, { ...wanted, knownId: row.containerId ?? row.keptContainerId }, making),
  )
  await checkpoint(engine, 'container made')
  if (!module.container.marked) {
    await inTransaction(session, (tx) =>
      tx.update(connection).set({ containerId: container.id }).where(eq(connection.id, row.id)),
    )
    row.containerId = container.id
    container.name = await nameContainer(place, container.id, wanted)
    await checkpoint(engine, 'container named')
  }
  const ready = await inTransaction(session, async (tx) => {
    const [position] = await tx.execute<{ txid: string }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot())::text as txid`,
    )
    const now = session.now()
    const state = {
      containerId: container.id,
      containerName: container.name,
      keptContainerId: null,
      containerInDoubtUntil: null,
      status: 'active' as const,
      reason: null,
      deltaLink: null,
      fullRoundStartedAt: null,
      fullRoundDueAt: null,
      listedAt: null,
      feedTxid: position?.txid ?? '0',
      feedId: '0',
      backfillAfter: beforeAllRecords,
      lastChangeAt: now,
      enabledAt: now,
      updatedAt: now,
    }
    await tx.update(connection).set(state).where(eq(connection.id, row.id))
    return state
  })
  Object.assign(row, ready)
}

type Making = { inDoubtMs: number; leaving: () => Promise<Date> }

/** One that was asked for may still be made when its sender has died: no other is asked for before that is out of doubt (A2). */
async function makeOnce<Made>(session: Session, make: (making: Making) => Promise<Made>): Promise<Made> {
  const { connection: row } = session
  const note = async (until: Date | null) => {
    await inTransaction(session, (tx) =>
      tx.update(connection).set({ containerInDoubtUntil: until }).where(eq(connection.id, row.id)),
    )
    row.containerInDoubtUntil = until
  }
  let sentAt: Date | null = null
  const leaving = async () => {
    sentAt = session.now()
    await note(new Date(sentAt.getTime() + unheardOfMs))
    return sentAt
  }
  const inDoubtMs = (row.containerInDoubtUntil?.getTime() ?? 0) - session.now().getTime()
  try {
    return await make({ inDoubtMs, leaving })
  } catch (error) {
    if (sentAt !== null && error instanceof UpstreamError)
      await note(doubtAfter({ sentAt, inDoubtUntil: null }, error, session.now()).inDoubtUntil)
    throw error
  }
}
