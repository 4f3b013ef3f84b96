import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { microsoftTenant } from '@/db/schema/microsoft'
import { createRandom } from '@/emulator/core/random'
import type { Emulator } from '@/emulator/create-emulator'
import { mails } from '@/emulator/mail/mail'
import type { ConductValues } from '@/emulator/outlook/conduct'
import { small, smallRegistrations, smallSeed } from '@/emulator/testing/small-seed'
import { testEmulator } from '@/emulator/testing/test-emulator'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import {
  acceptLifecycle,
  acceptNotifications,
  NotificationBody,
} from '@/lib/sync/connections/accept-notifications'
import type { Engine } from '@/lib/sync/run/engine'
import { delegatedScopes } from './own-sign-in'
import { seeded } from './seeded'
import { drawIdsFrom } from './seeded-ids'
import type { InTurn } from './simulated-database'
import { asItComes, type Way } from './ways'

export type Mailbox = { userId: string; upn: string }

const carlaId = '77777777-7777-4777-8777-777777777777'

/** Whose they are, in the order in which members get them. */
export const mailboxes: readonly [Mailbox, ...Mailbox[]] = [
  { userId: small.anaId, upn: 'ana@small.example' },
  { userId: small.brunoId, upn: 'bruno@small.example' },
  { userId: carlaId, upn: 'carla@small.example' },
  { userId: small.adminId, upn: 'admin@small.example' },
]

const carla = {
  id: carlaId,
  tenantId: small.tenantId,
  userPrincipalName: 'carla@small.example',
  mail: 'carla@small.example',
  displayName: 'Carla Roux',
  password: 'carla-password',
}

/**
 * A CRM and a Microsoft 365 in one process and on one virtual clock, with the real engine in between over the emulator's
 * HTTP. Time moves only when something waits.
 */
export class OrganisationWorld {
  readonly emulator: Emulator
  readonly engine: Engine
  /** What the engine asked of Graph, newest last. */
  readonly requests: { method: string; path: string }[] = []
  /** Subjects of the mails that requests of the engine's have caused. */
  readonly mailed: string[] = []
  /** Called for each answer before the engine gets it; may throw to lose it. */
  onAnswer: (request: Request, response: Response) => Promise<Response> = asItIs
  /** How requests to Microsoft are made: all at once, or each in its turn. */
  inTurn: InTurn = (work) => work()
  /** How the engine's requests get there, and their answers back. */
  way: Way = asItComes
  /** The connections that notifications have asked to run. */
  readonly woken: string[] = []
  private nowMs: number
  private readonly coming: { atMs: number; happen: () => Promise<unknown> }[] = []
  private draw: () => number
  private drawThere: ReturnType<typeof createRandom>

  private constructor(
    readonly db: Database,
    readonly crm: CrmWorld,
    seed: number,
    conduct: Partial<ConductValues>,
  ) {
    this.nowMs = crm.now.getTime()
    this.draw = seeded(seed)
    this.drawThere = createRandom(seed)
    this.emulator = testEmulator({
      clock: { now: () => new Date(this.nowMs), offsetMs: 0, setOffset: () => {}, onOffset: () => {} },
      random: {
        next: () => this.drawThere.next(),
        bytes: (length) => this.drawThere.bytes(length),
        uuid: () => this.drawThere.uuid(),
      },
      registrations: smallRegistrations.map((app) => ({
        ...app,
        delegatedScopes: [...app.delegatedScopes, ...delegatedScopes],
      })),
      seed: { ...smallSeed, users: [...smallSeed.users, carla] },
      conduct,
      fetch: (request) => this.deliver(request),
    })
    this.engine = {
      db,
      timing: { now: () => new Date(this.nowMs), sleep: (ms) => this.pass(ms), random: this.random },
      fetch: (input, init) =>
        this.way(new Request(input, init), (request) => this.inTurn(() => this.fetch(request))),
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

  /** An organisation without members, in a database whose other organisations have lost their tenant to it. */
  static async create(
    db: Database,
    { seed = 1, conduct = {} }: { seed?: number; conduct?: Partial<ConductValues> } = {},
  ): Promise<OrganisationWorld> {
    const crm = await CrmWorld.create(db)
    await forgetMailbox(db)
    return new OrganisationWorld(db, crm, seed, conduct)
  }

  /** The Microsoft tenant is connected, by a member. */
  async connectTenant(memberId: string): Promise<void> {
    const { crm, db } = this
    await db.insert(microsoftTenant).values({
      organisationId: crm.organisationId,
      tenantId: small.tenantId,
      name: 'Small',
      connectedBy: memberId,
      connectedAt: crm.now,
      checkedAt: crm.now,
    })
  }

  random = (): number => this.draw()

  /** From here on all chances, and all ids made in this process, follow from another seed. */
  reseed(seed: number): void {
    this.draw = seeded(seed)
    this.drawThere = createRandom(seed)
    drawIdsFrom(seeded(seed + 0.5))
  }

  now = () => new Date(this.nowMs)

  /** Lets something happen in so many ms, whoever lets the time go by. */
  later(ms: number, happen: () => Promise<unknown>): void {
    this.coming.push({ atMs: this.nowMs + ms, happen })
    this.coming.sort((a, b) => a.atMs - b.atMs)
  }

  /** Time goes by on both sides. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms
    for (;;) {
      const next = this.coming[0]
      if (!next || next.atMs > untilMs) break
      this.coming.shift()
      await this.goTo(next.atMs)
      await next.happen()
    }
    await this.goTo(untilMs)
  }

  private async goTo(ms: number): Promise<void> {
    // Somebody else may have waited longer meanwhile.
    this.nowMs = Math.max(this.nowMs, ms)
    this.crm.now = this.now()
    await this.emulator.scheduler.runDue()
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
    const copy = this.onAnswer === asItIs ? request : request.clone()
    const sent = mails(this.emulator.store)
    const before = sent.size
    const answer = await this.emulator.fetch(request).finally(() => {
      this.mailed.push(...[...sent.values()].slice(before).map(({ subject }) => subject))
    })
    return this.onAnswer(copy, answer)
  }
}

const asItIs = async (_: Request, response: Response) => response

/** All worlds of a database share one tenant and its mailboxes, each in a time of its own. */
async function forgetMailbox(db: Database): Promise<void> {
  await db.execute(sql`
    with tenants as (delete from microsoft_tenant where tenant_id = ${small.tenantId}),
      tokens as (delete from microsoft_app_token where tenant_id = ${small.tenantId}),
      identities as (delete from microsoft_identity), slots as (delete from mailbox_slot), pauses as (delete from mailbox_pause)
    delete from mailbox_usage`)
}
