import { eq, sql } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { ensureContainer, nameContainer } from '@/lib/microsoft/containers/containers'
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
  const container = await ensureContainer(place, {
    ...wanted,
    knownId: row.containerId ?? row.keptContainerId,
  })
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
