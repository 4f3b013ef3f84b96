import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { clientCalendar, clientFeed, clientInvitation } from '@/db/schema/client-invitations'
import { connection } from '@/db/schema/sync'
import { maySayWhoseAnAddressIs } from '@/lib/crm/change-feed/append-changes'
import { addressesOfPeople, readPeopleChanges } from '@/lib/crm/change-feed/read-people-changes'
import type { Engine } from '@/lib/sync/run/engine'

const changesPerPage = 500

/** An organisation's feed begins where the first of its connections begins to follow; later ones find it under way. */
export async function beginClientFeed(tx: Database, organisationId: string): Promise<void> {
  await tx.execute(sql`
    insert into client_feed (organisation_id, feed_txid, feed_id)
    values (${organisationId}, pg_snapshot_xmin(pg_current_snapshot())::text, '0')
    on conflict (organisation_id) do update set feed_txid = excluded.feed_txid, feed_id = '0'
    where not exists (select 1 from client_calendar where client_calendar.organisation_id = ${organisationId})`)
}

/**
 * Keeps the feed where it is until the transaction ends. Whoever looks up an organiser and then remembers that it waits
 * holds it, so that no client can come up unnoticed in between.
 */
export async function holdClientFeed(tx: Database, organisationId: string): Promise<void> {
  await tx
    .select({ id: clientFeed.organisationId })
    .from(clientFeed)
    .where(eq(clientFeed.organisationId, organisationId))
    .for('share')
}

type Awake = Pick<Engine, 'db' | 'timing' | 'wake'>

/** Every organisation in which somebody follows invitations: whoever has something to look at is woken. */
export async function noticeAllClients({ db, timing, wake }: Awake): Promise<void> {
  const organisations = await db.selectDistinct({ id: clientCalendar.organisationId }).from(clientCalendar)
  for (const { id } of organisations) {
    const memberIds = await noticeClients(db, id, timing.now(), 'settled')
    if (memberIds.length > 0) await wake({ module: 'meetings', memberIds })
  }
}

/** Right after somebody may have become a client: whoever waits for her is woken. */
export async function noticeNewClients({ db, timing, wake }: Awake, organisationId: string): Promise<void> {
  const memberIds = await noticeClients(db, organisationId, timing.now(), 'visible')
  if (memberIds.length > 0) await wake({ module: 'meetings', memberIds })
}

/**
 * Holds what changed of an organisation's contacts and leads against the invitations that wait for their organiser:
 * those are to be read by themselves in the next run of their connection. Each change is looked at once, however many
 * connections there are.
 * @param which `visible` ones too, below which an older transaction is still open: they are met again once they are
 * settled, so that only who acts once may ask for them
 * @returns the members whose connections have something to look at
 */
export async function noticeClients(
  db: Database,
  organisationId: string,
  now: Date,
  which: 'settled' | 'visible',
): Promise<string[]> {
  const members = new Set<string>()
  for (;;) {
    const page = await db.transaction((tx) => noticePage(tx, organisationId, now, which))
    for (const memberId of page.memberIds) members.add(memberId)
    if (!page.more) return [...members]
  }
}

async function noticePage(tx: Database, organisationId: string, now: Date, which: 'settled' | 'visible') {
  const [feed] = await tx
    .select()
    .from(clientFeed)
    .where(eq(clientFeed.organisationId, organisationId))
    .for('update')
  if (!feed) return { memberIds: [], more: false }
  const visible = await readPeopleChanges(tx, {
    organisationId,
    after: { txid: feed.feedTxid, id: feed.feedId },
    limit: changesPerPage,
  })
  const settled = visible.filter((change) => change.settled)
  const changes = which === 'visible' ? visible : settled
  if (changes.length === 0) return { memberIds: [], more: false }
  const mayMatter = changes.filter(maySayWhoseAnAddressIs)
  const addresses = await addressesOfPeople(
    tx,
    organisationId,
    mayMatter.map(({ recordId }) => recordId),
  )
  const memberIds = await markWaiting(tx, organisationId, addresses, now)
  const last = settled.at(-1)
  if (last) {
    await tx
      .update(clientFeed)
      .set({ feedTxid: last.txid, feedId: String(last.id) })
      .where(eq(clientFeed.organisationId, organisationId))
  }
  return { memberIds, more: settled.length === changesPerPage }
}

async function markWaiting(
  tx: Database,
  organisationId: string,
  addresses: readonly string[],
  now: Date,
): Promise<string[]> {
  if (addresses.length === 0) return []
  const marked = await tx
    .update(clientInvitation)
    .set({ noticedAt: now })
    .where(
      and(
        eq(clientInvitation.organisationId, organisationId),
        isNull(clientInvitation.recordId),
        inArray(clientInvitation.organiser, [...addresses]),
      ),
    )
    .returning({ connectionId: clientInvitation.connectionId })
  if (marked.length === 0) return []
  const ids = [...new Set(marked.map(({ connectionId }) => connectionId))]
  const owners = await tx
    .select({ memberId: connection.memberId })
    .from(connection)
    .where(inArray(connection.id, ids))
  return owners.map(({ memberId }) => memberId)
}
