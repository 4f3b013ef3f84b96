import { randomUUID } from 'node:crypto'
import { setTimeout as realWait } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { connection, link } from '@/db/schema/sync'
import { moveEvent } from '@/emulator/calendar/event-rows'
import { calendarById } from '@/emulator/calendar/find-calendar'
import { eventById } from '@/emulator/calendar/find-event'
import { createRandom } from '@/emulator/core/random'
import type { Emulator } from '@/emulator/create-emulator'
import type { ConductValues } from '@/emulator/outlook/conduct'
import { moveContact } from '@/emulator/outlook/contact-verbs'
import { contactById } from '@/emulator/outlook/find-contact'
import { visibleFolder } from '@/emulator/outlook/find-folder'
import { small } from '@/emulator/testing/small-seed'
import { applicationToken, request, testEmulator } from '@/emulator/testing/test-emulator'
import { visibleList } from '@/emulator/todo/find-list'
import { taskAnywhere } from '@/emulator/todo/find-task'
import { moveTask } from '@/emulator/todo/task-verbs'
import { taskId } from '@/emulator/todo/todo'
import type { Context } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { listActivity } from '@/lib/sync/activity/list-activity'
import {
  acceptLifecycle,
  acceptNotifications,
  NotificationBody,
} from '@/lib/sync/connections/accept-notifications'
import type { ConnectionSettings } from '@/lib/sync/connections/connection-settings'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import type { ConnectionOptions, MappingRow } from '@/lib/sync/core/types'
import type { ModuleName, SyncModule } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { setRollout } from '@/lib/sync/rollout/rollout'
import type { Engine } from '@/lib/sync/run/engine'
import { runSlice } from '@/lib/sync/run/run-slice'
import type { SliceOutcome } from '@/lib/sync/run/slice-outcome'
import type { InTurn } from './simulated-database'

export type GraphJson = Record<string, unknown>

/**
 * A CRM and a Microsoft 365 in one process and on one virtual clock: Ana's records of one module on both sides, the real
 * engine in between over the emulator's HTTP. Time moves only when something waits.
 */
export class SyncWorld {
  readonly emulator: Emulator
  readonly engine: Engine
  readonly connectionId = randomUUID()
  readonly random: () => number
  /** What the engine asked of Graph, newest last. */
  readonly requests: { method: string; path: string }[] = []
  /** Called for each answer before the engine gets it; may throw to lose it. */
  onAnswer: (request: Request, response: Response) => Promise<Response> = async (_, response) => response
  /** How requests to Microsoft are made: all at once, or each in its turn. */
  inTurn: InTurn = (work) => work()
  /** The connections that notifications have asked to run. */
  readonly woken: string[] = []
  private nowMs: number

  private constructor(
    readonly db: Database,
    readonly crm: CrmWorld,
    readonly ana: Context & { memberId: string },
    readonly module: SyncModule,
    seed: number,
    conduct: Partial<ConductValues>,
  ) {
    this.nowMs = crm.now.getTime()
    this.random = seeded(seed)
    this.emulator = testEmulator({
      clock: { now: () => new Date(this.nowMs), offsetMs: 0, setOffset: () => {}, onOffset: () => {} },
      random: createRandom(seed),
      conduct,
      fetch: (request) => this.deliver(request),
    })
    this.engine = {
      db,
      timing: { now: () => new Date(this.nowMs), sleep: (ms) => this.pass(ms), random: this.random },
      fetch: (input, init) => this.inTurn(() => this.fetch(new Request(input, init))),
      identity: {
        loginUrl: 'https://emulator.example',
        graphUrl: 'https://graph.microsoft.com',
        clientId: small.appId,
        clientSecret: small.secret,
        keys: ['11'.repeat(32)],
      },
      notificationUrl: null,
      wake: async () => {},
    }
  }

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
    const crm = await CrmWorld.create(db)
    const ana = await crm.without(...(options.without ?? []))
    await forgetMailbox(db)
    await db.insert(microsoftTenant).values({
      organisationId: crm.organisationId,
      tenantId: small.tenantId,
      name: 'Small',
      connectedBy: ana.memberId,
      connectedAt: crm.now,
      checkedAt: crm.now,
    })
    const module = moduleOf(options.module ?? 'contacts')
    if (!module) throw new Error('no such module')
    const everybody = {
      module: 'tasks',
      organisationId: crm.organisationId,
      percent: 100,
      now: crm.now,
    } as const
    if (module.name === 'tasks') await setRollout(db, everybody)
    const world = new SyncWorld(db, crm, ana, module, options.seed ?? 1, options.conduct ?? {})
    await world.connect(world.connectionId, ana.memberId, small.anaId, options)
    return world
  }

  /** Enables the module for somebody else too, in another mailbox. @returns her connection */
  async enableFor(memberId: string, microsoftUserId: string): Promise<string> {
    const id = randomUUID()
    await this.connect(id, memberId, microsoftUserId, {})
    return id
  }

  private async connect(
    id: string,
    memberId: string,
    microsoftUserId: string,
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
      microsoftUserId,
      upn: microsoftUserId === small.anaId ? 'ana@small.example' : 'bruno@small.example',
      mapping: given.mapping ?? [...this.module.defaultMapping],
      valueMaps: this.module.defaultValueMaps,
      options: { deleteInCrm: false, clientInvitations: false, conflict: 'latest', ...given.options },
      createdAt: this.crm.now,
      updatedAt: this.crm.now,
    })
  }

  now = () => new Date(this.nowMs)

  /** What verbs that talk to Microsoft's login need. */
  get signIn(): SignInDeps {
    const { timing, fetch, identity: env } = this.engine
    return { db: this.db, now: timing.now, sleep: timing.sleep, fetch, env, appUrl: 'https://crm.example' }
  }

  /** Ana's login becomes that of her user in Microsoft 365. */
  async loginIsHers(): Promise<void> {
    const login = 'ana@small.example'
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

  /** The engine's requests to Graph that write, parts of batches included, while `work` was done. */
  async writesOf(work: () => Promise<unknown>): Promise<string[]> {
    const before = this.emulator.traffic.since(null).length
    await work()
    return this.emulator.traffic
      .since(null)
      .slice(before)
      .filter(
        ({ appId, path }) => appId === small.appId && path.startsWith('/v1.0/') && !path.endsWith('/$batch'),
      )
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path, status }) => `${method} ${path.replace(/\/[^/]{20,}/g, '/…')} ${status}`)
  }

  /** Time goes by on both sides. */
  async pass(ms: number): Promise<void> {
    this.nowMs += ms
    this.crm.now = this.now()
    await this.emulator.scheduler.runDue()
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

  forgetLinks = () => this.db.delete(link).where(eq(link.connectionId, this.connectionId))

  links = () => this.db.select().from(link).where(eq(link.connectionId, this.connectionId))

  /** Graph as "the user in Outlook": another application than the product, so limits and logs never mix. */
  async outlook(
    method: string,
    path: string,
    json?: unknown,
    userId: string = small.anaId,
  ): Promise<GraphJson> {
    const roles = ['Contacts.ReadWrite', 'Calendars.ReadWrite', 'Tasks.ReadWrite.All']
    const { response, text } = await this.inTurn(async () => {
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
    if (this.module.name === 'tasks') {
      const task = taskAnywhere(this.emulator, small.anaId, itemId)
      return taskId(moveTask(this.emulator, task, visibleList(this.emulator, small.anaId, folderId)))
    }
    if (this.module.name === 'meetings') {
      const { row } = eventById(this.emulator, small.anaId, itemId)
      moveEvent(this.emulator, row, calendarById(this.emulator, small.anaId, folderId))
    } else {
      const folder = visibleFolder(outlook, settings.uncertain, small.anaId, folderId)
      moveContact(outlook, this.emulator, contactById(outlook, small.anaId, itemId), folder)
    }
    return itemId
  }

  /** One item's path below the user. */
  async itemPath(item: GraphJson): Promise<string> {
    const { containerId } = await this.row()
    return `${this.module.container.itemPath(containerId ?? '')}/${encodeURIComponent(String(item.id))}`
  }

  /** The folder's path below the user; only once it has been made. */
  async folder(): Promise<string> {
    const { containerId } = await this.row()
    if (!containerId) throw new Error('no container yet')
    return `${this.module.container.collection}/${encodeURIComponent(containerId)}`
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

  /** What the routes do with Microsoft's calls. */
  private async deliver(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const token = searchParams.get('validationToken')
    if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } })
    const { value } = NotificationBody.parse(await request.json())
    const accept = pathname.endsWith('/lifecycle') ? acceptLifecycle : acceptNotifications
    this.woken.push(...(await accept(this.db, value, this.now())))
    return new Response(null, { status: 202 })
  }

  private async fetch(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname
    if (path.startsWith('/v1.0')) this.requests.push({ method: request.method, path })
    const copy = request.clone()
    return this.onAnswer(copy, await this.emulator.fetch(request))
  }
}

const longestRealWaitMs = 30_000

/** All worlds of a database share one tenant and one mailbox, each in a time of its own. */
async function forgetMailbox(db: Database): Promise<void> {
  await db.execute(sql`
    with tenants as (delete from microsoft_tenant where tenant_id = ${small.tenantId}),
      tokens as (delete from microsoft_app_token where tenant_id = ${small.tenantId}),
      identities as (delete from microsoft_identity), slots as (delete from mailbox_slot), pauses as (delete from mailbox_pause)
    delete from mailbox_usage`)
}

export function seeded(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
