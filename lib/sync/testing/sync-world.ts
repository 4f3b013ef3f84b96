import { randomUUID } from 'node:crypto'
import { setTimeout as realWait } from 'node:timers/promises'
import { asc, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account } from '@/db/schema/access'
import { connection, link } from '@/db/schema/sync'
import { moveEvent } from '@/emulator/calendar/event-rows'
import { calendarById } from '@/emulator/calendar/find-calendar'
import { eventById } from '@/emulator/calendar/find-event'
import type { ConductValues } from '@/emulator/outlook/conduct'
import { moveContact } from '@/emulator/outlook/contact-verbs'
import { contactById } from '@/emulator/outlook/find-contact'
import { visibleFolder } from '@/emulator/outlook/find-folder'
import { small } from '@/emulator/testing/small-seed'
import { applicationToken, request } from '@/emulator/testing/test-emulator'
import { visibleList } from '@/emulator/todo/find-list'
import { taskAnywhere } from '@/emulator/todo/find-task'
import { moveTask } from '@/emulator/todo/task-verbs'
import { taskId } from '@/emulator/todo/todo'
import type { Context } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { listActivity } from '@/lib/sync/activity/list-activity'
import type { ConnectionSettings } from '@/lib/sync/connections/connection-settings'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import type { ConnectionOptions, MappingRow } from '@/lib/sync/core/types'
import type { ModuleName, SyncModule } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { setRollout } from '@/lib/sync/rollout/rollout'
import { runSlice } from '@/lib/sync/run/run-slice'
import type { SliceOutcome } from '@/lib/sync/run/slice-outcome'
import { type Mailbox, mailboxes, OrganisationWorld } from './organisation-world'

export type GraphJson = Record<string, unknown>

/** One member's module on both sides, with the real engine in between; Ana's Contacts unless said otherwise. */
export class SyncWorld {
  private constructor(
    readonly house: OrganisationWorld,
    readonly ana: Context & { memberId: string },
    readonly mailbox: Mailbox,
    readonly module: SyncModule,
    readonly connectionId: ReturnType<typeof randomUUID>,
  ) {}

  /** Ana's Contacts, or another module, are enabled and nothing has run yet. */
  static async create(
    db: Database,
    options: {
      module?: ModuleName
      seed?: number
      conduct?: Partial<ConductValues>
      options?: Partial<ConnectionOptions>
      mapping?: MappingRow[]
      /** Permissions that Ana's profile lacks. */
      without?: Permission[]
    } = {},
  ): Promise<SyncWorld> {
    const house = await OrganisationWorld.create(db, options)
    const ana = await house.crm.without(...(options.without ?? []))
    await house.connectTenant(ana.memberId)
    return SyncWorld.enabled(house, ana, mailboxes[0], options.module ?? 'contacts', options)
  }

  /** A member's module in her mailbox, enabled, and nothing has run yet. */
  static async enabled(
    house: OrganisationWorld,
    member: Context & { memberId: string },
    mailbox: Mailbox,
    name: ModuleName,
    given: { options?: Partial<ConnectionOptions>; mapping?: MappingRow[] } = {},
  ): Promise<SyncWorld> {
    const module = moduleOf(name)
    if (!module) throw new Error('no such module')
    const { organisationId, now } = house.crm
    if (name === 'tasks') await setRollout(house.db, { module: 'tasks', organisationId, percent: 100, now })
    const world = new SyncWorld(house, member, mailbox, module, randomUUID())
    await world.connect(world.connectionId, member.memberId, mailbox, given)
    return world
  }

  /** Enables the module for somebody else too, in another mailbox. @returns her connection */
  async enableFor(memberId: string, microsoftUserId: string): Promise<string> {
    const id = randomUUID()
    const upn = mailboxes.find(({ userId }) => userId === microsoftUserId)?.upn ?? ''
    await this.connect(id, memberId, { userId: microsoftUserId, upn }, {})
    return id
  }

  private async connect(
    id: string,
    memberId: string,
    mailbox: Mailbox,
    given: { options?: Partial<ConnectionOptions>; mapping?: MappingRow[] },
  ): Promise<void> {
    await this.db.insert(connection).values({
      id,
      organisationId: this.crm.organisationId,
      memberId,
      module: this.module.name,
      status: 'enabling',
      access: 'application',
      tenantId: small.tenantId,
      microsoftUserId: mailbox.userId,
      upn: mailbox.upn,
      mapping: given.mapping ?? [...this.module.defaultMapping],
      valueMaps: this.module.defaultValueMaps,
      options: { deleteInCrm: false, clientInvitations: false, conflict: 'latest', ...given.options },
      createdAt: this.crm.now,
      updatedAt: this.crm.now,
    })
  }

  get db() {
    return this.house.db
  }
  get crm() {
    return this.house.crm
  }
  get emulator() {
    return this.house.emulator
  }
  get engine() {
    return this.house.engine
  }
  get requests() {
    return this.house.requests
  }
  get woken() {
    return this.house.woken
  }
  set onAnswer(hook: OrganisationWorld['onAnswer']) {
    this.house.onAnswer = hook
  }
  get onAnswer() {
    return this.house.onAnswer
  }

  random = (): number => this.house.random()
  now = (): Date => this.house.now()
  pass = (ms: number): Promise<void> => this.house.pass(ms)
  writesOf = (work: () => Promise<unknown>): Promise<string[]> => this.house.writesOf(work)

  /** What verbs that talk to Microsoft's login need. */
  get signIn(): SignInDeps {
    const { timing, fetch, identity: env } = this.engine
    return { db: this.db, now: timing.now, sleep: timing.sleep, fetch, env, appUrl: 'https://crm.example' }
  }

  /** Ana's login becomes that of her user in Microsoft 365. */
  async loginIsHers(): Promise<void> {
    const login = this.mailbox.upn
    const others = { email: sql`id::text || '@test.example'` }
    await this.db.update(account).set(others).where(eq(account.email, login))
    const { actor } = this.ana
    if (actor.type !== 'user') return
    await this.db.update(account).set({ email: login }).where(eq(account.id, actor.accountId))
  }

  /** Ana enables the module by the verb, without a sign-in (I2). */
  async enable(settings: ConnectionSettings = {}) {
    await this.loginIsHers()
    return enableConnection(this.ana, this.signIn, this.module.name, settings)
  }

  /** What the activity tells, oldest first. */
  async told() {
    const { items } = await listActivity(this.ana, this.module.name, { limit: 200 })
    return items.reverse()
  }

  /** Runs until the engine has nothing more to do, waiting as it asks for. @returns the outcomes of the slices */
  async settle(connectionId: string = this.connectionId, mostSlices = 60): Promise<SliceOutcome[]> {
    const outcomes: SliceOutcome[] = []
    const patience = Date.now() + longestRealWaitMs
    for (let slice = 0; slice < mostSlices; slice += 1) {
      const outcome = await runSlice(this.engine, connectionId)
      outcomes.push(outcome)
      // An older transaction of another test on the same server is still open: that takes real time, not the world's.
      if (outcome.outcome === 'done' && outcome.waitMs === 50 && Date.now() < patience) {
        await realWait(20)
        slice -= 1
      }
      if (outcome.outcome === 'idle') return outcomes
      if (outcome.outcome === 'done' && outcome.waitMs >= 5_000) return outcomes
      if (outcome.outcome === 'busy') await this.pass(61_000)
      if ('waitMs' in outcome) await this.pass(outcome.waitMs + 1)
    }
    throw new Error(`still not settled: ${JSON.stringify(outcomes.at(-1))}`)
  }

  async row() {
    const [row] = await this.db.select().from(connection).where(eq(connection.id, this.connectionId))
    if (!row) throw new Error('the connection is gone')
    return row
  }

  /** The container's id, null until it has been made. */
  async container(): Promise<string | null> {
    const asked = this.db.select({ id: connection.containerId }).from(connection)
    const [row] = await asked.where(eq(connection.id, this.connectionId))
    return row?.id ?? null
  }

  forgetLinks = () => this.db.delete(link).where(eq(link.connectionId, this.connectionId))

  /** In one order every time: a life edits its items in it. */
  links = () =>
    this.db.select().from(link).where(eq(link.connectionId, this.connectionId)).orderBy(asc(link.recordId))

  /** Graph as "the user in Outlook": another application than the product, so limits and logs never mix. */
  async outlook(
    method: string,
    path: string,
    json?: unknown,
    userId: string = this.mailbox.userId,
  ): Promise<GraphJson> {
    const roles = ['Contacts.ReadWrite', 'Calendars.ReadWrite', 'Tasks.ReadWrite.All']
    const { response, text } = await this.house.inTurn(async () => {
      const response = await request(this.emulator, method, `/v1.0/users/${userId}${path}`, {
        token: applicationToken(this.emulator, roles, { appId: small.scriptsAppId }),
        headers: { Prefer: 'IdType="ImmutableId"' },
        ...(json === undefined ? {} : { json }),
      })
      return { response, text: await response.text() }
    })
    // Two writes that met inside Exchange: a person simply tries again.
    if (response.status === 412) return this.outlook(method, path, json, userId)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }

  /** Drags an item into another folder. @returns its id there: an immutable one stays, a task gets another */
  async move(itemId: string, folderId: string): Promise<string> {
    const { outlook, settings } = this.emulator
    const { userId } = this.mailbox
    if (this.module.name === 'tasks') {
      const task = taskAnywhere(this.emulator, userId, itemId)
      return taskId(moveTask(this.emulator, task, visibleList(this.emulator, userId, folderId)))
    }
    if (this.module.name === 'meetings') {
      const { row } = eventById(this.emulator, userId, itemId)
      moveEvent(this.emulator, row, calendarById(this.emulator, userId, folderId))
    } else {
      const folder = visibleFolder(outlook, settings.uncertain, userId, folderId)
      moveContact(outlook, this.emulator, contactById(outlook, userId, itemId), folder)
    }
    return itemId
  }

  /** One item's path below the user. */
  async itemPath(item: GraphJson): Promise<string> {
    return `${this.module.container.itemPath((await this.container()) ?? '')}/${encodeURIComponent(String(item.id))}`
  }

  /** The folder's path below the user; only once it has been made. */
  async folder(): Promise<string> {
    const containerId = await this.container()
    if (!containerId) throw new Error('no container yet')
    return `${this.module.container.collection}/${encodeURIComponent(containerId)}`
  }

  /** Whether the container is among hers over there. */
  async containerExists(): Promise<boolean> {
    const containerId = await this.container()
    if (containerId === null) return false
    const { value } = await this.outlook('GET', `${this.module.container.collection}?$top=100`)
    return (value as GraphJson[]).some(({ id }) => id === containerId)
  }

  /** All items of the container. */
  async items(): Promise<GraphJson[]> {
    const page = await this.outlook('GET', `${await this.folder()}${this.module.container.items}?$top=1000`)
    return page.value as GraphJson[]
  }

  /** From the next run on, Microsoft can reach us. */
  listen(): void {
    this.engine.notificationUrl = 'https://crm.example'
  }
}

const longestRealWaitMs = 30_000
