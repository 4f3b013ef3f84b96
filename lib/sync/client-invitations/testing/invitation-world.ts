import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account } from '@/db/schema/access'
import { clientCalendar, clientInvitation } from '@/db/schema/client-invitations'
import { activity, connection } from '@/db/schema/sync'
import type { ConductValues } from '@/emulator/outlook/conduct'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import { applicationToken, request } from '@/emulator/testing/test-emulator'
import type { Context } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import { listOwnedMeetings } from '@/lib/crm/meetings/verbs'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { meetingsModule } from '@/lib/sync/modules/meetings'
import { previewConnection } from '@/lib/sync/preview/preview-connection'
import type { Engine } from '@/lib/sync/run/engine'
import { type GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'
import { noticeAllClients } from '../client-feed'

const mailboxes = {
  ana: { microsoftUserId: small.anaId, upn: 'ana@small.example' },
  bruno: { microsoftUserId: small.brunoId, upn: 'bruno@small.example' },
  admin: { microsoftUserId: small.adminId, upn: 'admin@small.example' },
} as const

/** A member with a mailbox, whose meetings are synced. */
export type Guest = Context & {
  memberId: string
  connectionId: ReturnType<typeof randomUUID>
  userId: string
}

export type Invited = { iCalUId: string; events: { userId: string; id: string }[] }

/** The client of these tests. */
export const marc = { name: 'Marc Okafor', email: 'marc@fabrikam.example' }

const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })
const meeting = {
  subject: 'Quarterly review',
  start: utc('2026-03-10T13:00:00'),
  end: utc('2026-03-10T14:00:00'),
  location: { displayName: 'Room 4' },
  body: { contentType: 'html', content: '<div>Prices of list B</div>' },
}

/** A CRM and mailboxes into which people outside invite, with the real engine in between. */
export class InvitationWorld {
  private constructor(readonly base: SyncWorld) {}

  static async create(
    db: Database,
    options: { seed?: number; conduct?: Partial<ConductValues> } = {},
  ): Promise<InvitationWorld> {
    return new InvitationWorld(await SyncWorld.create(db, options))
  }

  get db() {
    return this.base.db
  }
  get emulator() {
    return this.base.emulator
  }

  /** A member whose Meetings are enabled, with the switch for client invitations on unless said otherwise. */
  async guest(
    name: keyof typeof mailboxes = 'ana',
    options: { clientInvitations?: boolean; without?: Permission[] } = {},
  ): Promise<Guest> {
    const { crm, db } = this.base
    const user = await crm.without(...(options.without ?? []))
    const connectionId = randomUUID()
    await db.insert(connection).values({
      id: connectionId,
      organisationId: crm.organisationId,
      memberId: user.memberId,
      module: 'meetings',
      status: 'enabling',
      access: 'application',
      tenantId: small.tenantId,
      ...mailboxes[name],
      mapping: [...meetingsModule.defaultMapping],
      options: {
        deleteInCrm: false,
        clientInvitations: options.clientInvitations ?? true,
        conflict: 'latest',
      },
      createdAt: crm.now,
      updatedAt: crm.now,
    })
    return { ...user, connectionId, userId: mailboxes[name].microsoftUserId }
  }

  /** What the switch would bring if it were turned on. */
  async preview(guest: Guest) {
    const login = 'ana@small.example'
    if (guest.actor.type !== 'user') throw new Error('a guest is a user')
    const { accountId } = guest.actor
    await this.db
      .update(account)
      .set({ email: sql`id::text || '@test.example'` })
      .where(eq(account.email, login))
    await this.db.update(account).set({ email: login }).where(eq(account.id, accountId))
    const { engine, signIn } = this.base
    const options = { clientInvitations: true }
    return previewConnection(guest, { engine, signIn }, 'meetings', { options }, 'enable')
  }

  /** Turns the switch. */
  async turn(guest: Guest, clientInvitations: boolean): Promise<void> {
    await changeConnection(guest, 'meetings', { options: { clientInvitations } })
  }

  /**
   * Runs the guest's connection until it has nothing more to do. A transaction of another test on the same server may
   * keep changes back for a moment, so they are waited for.
   */
  async settle(guest: Guest): Promise<void> {
    await this.base.settle(guest.connectionId)
    await this.feedIsRead()
    const rows = await this.rows(guest)
    if (rows.some(({ noticedAt }) => noticedAt !== null)) await this.base.settle(guest.connectionId)
  }

  /** Somebody outside invites. */
  async invite(
    guests: readonly Guest[],
    changes: Record<string, unknown> = {},
    organizer: { name: string; email: string } = marc,
  ): Promise<Invited> {
    const attendeeIds = guests.map(({ userId }) => userId)
    return this.asked('POST', '/invitations', { organizer, attendeeIds, ...meeting, ...changes })
  }

  change = (invited: Invited, changes: Record<string, unknown>): Promise<Invited> =>
    this.asked('PATCH', `/invitations/${invited.iCalUId}`, changes)

  cancel = (invited: Invited): Promise<unknown> => this.asked('DELETE', `/invitations/${invited.iCalUId}`)

  private async asked<T>(method: string, path: string, json?: unknown): Promise<T> {
    const { inTurn } = this.base.house
    const { status, body } = await inTurn(() => control(this.emulator, method, path, json))
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`)
    return body as T
  }

  /** The guest answers in Outlook. */
  async answer(
    guest: Guest,
    invited: Invited,
    answer: 'accept' | 'tentativelyAccept' | 'decline' = 'accept',
  ): Promise<void> {
    await this.outlook(guest, 'POST', `/events/${await this.eventId(guest, invited)}/${answer}`, {
      sendResponse: true,
    })
  }

  /** Invited and accepted at once. */
  async accepted(guest: Guest, changes: Record<string, unknown> = {}, organizer = marc): Promise<Invited> {
    const invited = await this.invite([guest], changes, organizer)
    await this.answer(guest, invited)
    return invited
  }

  /** The event as it is in the guest's default calendar; undefined when it is not there. */
  private async listed(guest: Guest, { iCalUId }: Invited): Promise<GraphJson | undefined> {
    const page = await this.outlook(guest, 'GET', '/events?$top=1000')
    return (page.value as GraphJson[]).find((event) => event.iCalUId === iCalUId)
  }

  isListed = async (guest: Guest, invited: Invited) => (await this.listed(guest, invited)) !== undefined

  isSeries = async (guest: Guest, invited: Invited) =>
    (await this.listed(guest, invited))?.type === 'seriesMaster'

  /** The id that the event has in the guest's mailbox now, as a part of a path. */
  async eventId(guest: Guest, invited: Invited): Promise<string> {
    const known = invited.events.find(({ userId }) => userId === guest.userId)
    return encodeURIComponent(String((await this.listed(guest, invited))?.id ?? known?.id))
  }

  /** Drags the event into another calendar of the guest's, null being the default one; its immutable id stays. */
  async move(guest: Guest, invited: Invited, calendarId: string | null): Promise<void> {
    const eventId = decodeURIComponent(await this.eventId(guest, invited))
    const id = calendarId ?? String((await this.outlook(guest, 'GET', '/calendar')).id)
    await this.asked('POST', '/events/move', { userId: guest.userId, eventId, calendarId: id })
  }

  /** Every change of contacts and leads has been looked at, and no older transaction on the server is open any more. */
  async feedIsRead(engine: Pick<Engine, 'db' | 'timing' | 'wake'> = this.base.engine): Promise<void> {
    const { organisationId } = this.base.crm
    for (let look = 0; look < 2_000; look += 1) {
      await noticeAllClients(engine)
      const [ahead] = await this.db.execute<{ count: string }>(sql`
        select count(*) from change, client_feed
        where change.organisation_id = ${organisationId} and client_feed.organisation_id = ${organisationId}
          and exists (select 1 from client_calendar where client_calendar.organisation_id = ${organisationId})
          and change.module in ('contact', 'lead')
          and (change.txid, change.id) > (client_feed.feed_txid::xid8, client_feed.feed_id::bigint)`)
      if (Number(ahead?.count) === 0) return
    }
    throw new Error('a transaction on this server does not end')
  }

  /** The versions of all events move by themselves, as they were seen to do overnight. */
  moveVersions = (guest: Guest): Promise<unknown> =>
    this.asked('POST', '/etags/move', { userId: guest.userId })

  /** Graph as the guest's Outlook: another application than the product. */
  async outlook(guest: Guest, method: string, path: string, json?: unknown): Promise<GraphJson> {
    const { response, text } = await this.base.house.inTurn(async () => {
      const response = await request(this.emulator, method, `/v1.0/users/${guest.userId}${path}`, {
        token: applicationToken(this.emulator, ['Calendars.ReadWrite'], { appId: small.scriptsAppId }),
        headers: { Prefer: 'IdType="ImmutableId"' },
        ...(json === undefined ? {} : { json }),
      })
      return { response, text: await response.text() }
    })
    if (response.status === 412) return this.outlook(guest, method, path, json)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }

  /** The guest's living meetings that came from invitations. */
  async meetings(guest: Guest) {
    const own = await listOwnedMeetings(guest, { ownerId: guest.memberId, afterId: null, limit: 500 })
    return own.filter(({ origin }) => origin === 'invitation')
  }

  /** What the activity of the guest's connection says, oldest first, without what concerns the first sync. */
  async told(guest: Guest) {
    const rows = await this.db
      .select()
      .from(activity)
      .where(eq(activity.connectionId, guest.connectionId))
      .orderBy(activity.at, activity.id)
    return rows.map(({ action, reason }) => (reason === null ? action : `${action} ${reason}`))
  }

  async row(guest: Guest) {
    const [row] = await this.db.select().from(connection).where(eq(connection.id, guest.connectionId))
    if (!row) throw new Error('the connection is gone')
    return row
  }

  /** Enables Meetings again after they were disabled; by hand, since the verb would ask for a login. */
  async enableAgain(guest: Guest): Promise<void> {
    await this.db
      .update(connection)
      .set({ status: 'enabling', reason: null })
      .where(eq(connection.id, guest.connectionId))
  }

  rows = (guest: Guest) =>
    this.db.select().from(clientInvitation).where(eq(clientInvitation.connectionId, guest.connectionId))

  async calendar(guest: Guest) {
    const [row] = await this.db
      .select()
      .from(clientCalendar)
      .where(and(eq(clientCalendar.connectionId, guest.connectionId)))
    return row ?? null
  }
}
