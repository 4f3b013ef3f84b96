import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, microsoftIdentity, owedMail } from '@/db/schema/access'
import { microsoftTenant, microsoftToken } from '@/db/schema/microsoft'
import { connection, link, subscription } from '@/db/schema/sync'
import { heartbeat, warning } from '@/db/schema/warnings'
import { sendOwedMails } from '@/lib/access/owed-mails/send-owed-mails'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import type { Mail } from '@/lib/mail/send-mail'
import { checkWarnings } from '../check-warnings'
import type { Operator } from '../operator'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const operator: Operator = { secretEndsOn: null, notificationsExpected: true, hasAddress: false }

/** The only house of an installation: a tenant, an administrator, and Ana with a sync that is well. */
export class WarnedHouse {
  private constructor(
    readonly db: Database,
    readonly world: CrmWorld,
    readonly admin: Awaited<ReturnType<CrmWorld['admin']>>,
    readonly ana: Awaited<ReturnType<CrmWorld['member']>>,
    readonly connectionId: string,
  ) {}

  static async create(db: Database): Promise<WarnedHouse> {
    for (const table of [warning, heartbeat, owedMail, microsoftTenant, connection]) await db.delete(table)
    const world = await CrmWorld.create(db)
    const [admin, ana] = [await world.admin(), await world.member()]
    const { organisationId, now } = world
    await db.insert(microsoftTenant).values({
      ...{ organisationId, tenantId: randomUUID(), name: 'Test', connectedBy: admin.memberId },
      ...{ connectedAt: now, checkedAt: now },
    })
    const id = randomUUID()
    await db.insert(connection).values({
      ...{ id, memberId: ana.memberId, organisationId, module: 'contacts', status: 'active' },
      ...{ access: 'application', mapping: [], createdAt: now, updatedAt: now },
      options: { deleteInCrm: false, clientInvitations: false, conflict: 'latest' },
    })
    return new WarnedHouse(db, world, admin, ana, id)
  }

  check = (settings: Partial<Operator> = {}) =>
    checkWarnings(this.db, this.world.now, { ...operator, ...settings })

  past = (ms: number) => new Date(this.world.now.getTime() - ms)

  setConnection = (values: Partial<typeof connection.$inferInsert>) =>
    this.db.update(connection).set(values).where(eq(connection.id, this.connectionId))

  setTenant = (status: 'connected' | 'consent-revoked' | 'secret-wrong') =>
    this.db.update(microsoftTenant).set({ status })

  /** A record that has waited for so long. */
  pendingFor = (ms: number, values: Partial<typeof link.$inferInsert> = {}) =>
    this.db.insert(link).values({
      ...{ connectionId: this.connectionId, recordId: randomUUID(), state: 'intended' },
      ...{ createdAt: this.world.now, pendingSince: this.past(ms) },
      ...values,
    })

  subscribed = (values: Partial<typeof subscription.$inferInsert>) =>
    this.db.insert(subscription).values({
      ...{ connectionId: this.connectionId, resource: 'users/x', clientState: 'secret' },
      ...{ graphId: randomUUID(), createdAt: this.past(5 * DAY), expiresAt: this.past(-5 * DAY) },
      ...values,
    })

  /** Ana's sync lives on a sign-in of her own that was last of use so long ago. */
  async signedInFor(ms: number): Promise<void> {
    const identity = { tid: randomUUID(), oid: randomUUID(), upn: 'x', name: 'x', createdAt: this.world.now }
    const accountId = accountOf(this.ana)
    const [row] = await this.db
      .insert(microsoftIdentity)
      .values({ ...identity, accountId })
      .returning()
    const identityId = row?.id ?? ''
    await this.db
      .insert(microsoftToken)
      .values({ identityId, refreshToken: 'sealed', scopes: [], updatedAt: this.past(ms) })
    await this.setConnection({ access: 'delegated', identityId })
  }

  /** What goes out now. */
  async send(operatorEmail?: string): Promise<Mail[]> {
    const sent: Mail[] = []
    await sendOwedMails({
      db: this.db,
      now: () => this.world.now,
      appUrl: 'https://crm.example',
      operatorEmail,
      send: async (mail) => void sent.push(mail),
    })
    return sent
  }

  async addressOf(member: WarnedHouse['ana']): Promise<string> {
    const [row] = await this.db
      .select()
      .from(account)
      .where(eq(account.id, accountOf(member)))
    return row?.email ?? ''
  }
}

const accountOf = ({ actor }: WarnedHouse['ana']) => (actor.type === 'user' ? actor.accountId : '')
