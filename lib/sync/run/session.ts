import type { Database } from '@/db/client'
import type { connection, subscriptionPurpose } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import type { ContainerPlace } from '@/lib/microsoft/containers/containers'
import { connectGraph, type Graph } from '@/lib/microsoft/graph/graph'
import { type MailboxGate, mailboxGate } from '@/lib/microsoft/graph/mailbox-gate'
import type { IdentityDeps } from '@/lib/microsoft/identity/identity-deps'
import { accessToken, type MicrosoftAccess } from '@/lib/microsoft/identity/tokens/access-token'
import { noticeNewClients } from '@/lib/sync/client-invitations/client-feed'
import { compileMapping, type FieldRule } from '@/lib/sync/core/mapping'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { Item, ItemOwner, SyncModule } from '@/lib/sync/modules/module'
import type { Engine } from './engine'
import { keepLease } from './lease'

export type ConnectionRow = typeof connection.$inferSelect
export type SubscriptionPurpose = (typeof subscriptionPurpose.enumValues)[number]

/** One run of one connection, as its steps share it. */
export type Session = {
  engine: Engine
  connection: ConnectionRow
  module: SyncModule
  rules: readonly FieldRule[]
  graph: Graph
  gate: MailboxGate
  /** `/users/{id}` of the mailbox. */
  userPath: string
  lease: string
  runId: string
  /** The owner's permissions, as her profile has them now. */
  permissions: ReadonlySet<Permission>
  /** Whose items they are. */
  owner: ItemOwner
  /** When the items were last looked at before this slice. */
  lookedAt: Date | null
  /** When the tenant's consent was last seen to stand. */
  tenantCheckedAt: Date | null
  /** When this slice should hand over, ms since the epoch. */
  deadline: number
  /** How many changes of Microsoft's this slice has found, by the subscription that ought to have told of them. */
  found: Record<SubscriptionPurpose, number>
  /** This slice has sent something to Microsoft and knows what became of it. */
  advanced: boolean
  /** Delta has named items that it does not show: the container is to be listed. */
  unshown: boolean
  now(): Date
}

type Mailbox = Pick<ConnectionRow, 'access' | 'tenantId' | 'identityId' | 'microsoftUserId'>

export function accessOf(row: Mailbox): MicrosoftAccess {
  if (row.access === 'application' && row.tenantId) return { kind: 'application', tenantId: row.tenantId }
  if (row.access === 'delegated' && row.identityId) return { kind: 'delegated', identityId: row.identityId }
  throw new Error('a connection that runs has an access')
}

export const identityDepsOf = (engine: Engine): IdentityDeps => ({
  db: engine.db,
  now: () => engine.timing.now(),
  sleep: engine.timing.sleep,
  fetch: engine.fetch,
  env: engine.identity,
})

/** Graph in the mailbox of one connection. */
export function graphOf(engine: Engine, row: Mailbox): { graph: Graph; gate: MailboxGate; userPath: string } {
  const gate = mailboxGate(engine.db, engine.timing, `${row.tenantId}:${row.microsoftUserId}`)
  const deps = identityDepsOf(engine)
  const token = keptToken(deps.now, (force) => accessToken(deps, accessOf(row), { forceRefresh: force }))
  const { timing, fetch, identity } = engine
  const graph = connectGraph({ graphUrl: identity.graphUrl, fetch, timing, gate, token })
  return { graph, gate, userPath: `/users/${row.microsoftUserId}` }
}

/** Tokens live for minutes after they were given out: one is good for many requests without asking the database. */
const tokenKeptMs = 30_000

function keptToken(now: () => Date, ask: (force: boolean) => Promise<string>) {
  let kept: { token: Promise<string>; until: number } | null = null
  return (force: boolean): Promise<string> => {
    if (!force && kept && now().getTime() < kept.until) return kept.token
    const token = ask(force)
    kept = { token, until: now().getTime() + tokenKeptMs }
    token.catch(() => {
      kept = null
    })
    return token
  }
}

export function openSession(
  engine: Engine,
  row: ConnectionRow,
  module: SyncModule,
  run: Pick<Session, 'lease' | 'runId' | 'permissions' | 'owner' | 'deadline' | 'tenantCheckedAt'>,
): Session {
  return {
    engine,
    connection: row,
    module,
    rules: compileMapping(row.mapping, row.valueMaps, module.limits),
    ...graphOf(engine, row),
    ...run,
    advanced: false,
    unshown: false,
    lookedAt: row.lastPullAt,
    found: { container: 0, 'default-calendar': 0 },
    now: () => engine.timing.now(),
  }
}

/** The place of this connection's containers. */
export const placeOf = (session: Session): ContainerPlace => ({
  graph: session.graph,
  userPath: session.userPath,
  kind: session.module.container,
})

/** The container of a connection that has been enabled. */
export function containerOf(session: Session): string {
  const id = session.connection.containerId
  if (!id) throw new Error('an enabled connection has a container')
  return id
}

/** The connection's container, as a path. */
export const containerPath = (session: Session): string =>
  `${session.userPath}${session.module.container.collection}/${encodeURIComponent(containerOf(session))}`

/** The collection of the items in the container. */
export const itemsPath = (session: Session): string =>
  `${containerPath(session)}${session.module.container.items}`

/** One item, found wherever it has been moved to. */
export const itemPath = (session: Session, itemId: string | null): string =>
  `${session.userPath}${session.module.container.itemPath(containerOf(session))}/${encodeURIComponent(itemId ?? '')}`

/** What the service sent, in canonical form; `known` are the fields last seen or sent for this item. */
export const readItem = (session: Session, json: unknown, known: CanonicalFields): Item =>
  session.module.item.read(json, known, session.owner)

/**
 * One step's writes: all or nothing, and only while the connection is still ours. Verbs of the CRM join it; whom they
 * would wake is woken after the commit.
 */
export async function inTransaction<Result>(
  session: Session,
  work: (tx: Database, context: Context) => Promise<Result>,
): Promise<Result> {
  const { engine, connection: row } = session
  const owed: Parameters<Context['wake']>[0][] = []
  let clientsOwed = false
  // One instant for all that the records say: a link written with them must not look older than they are (A9).
  const at = session.now()
  const result = await engine.db.transaction(async (tx) => {
    await keepLease(tx, row.id, session.lease, session.now())
    return work(tx, {
      organisationId: row.organisationId,
      actor: { type: 'sync', memberId: row.memberId, connectionId: row.id, permissions: session.permissions },
      db: tx,
      now: () => at,
      wake: async (wake) => {
        owed.push(wake)
      },
      wakeClients: async () => {
        clientsOwed = true
      },
    })
  })
  for (const wake of owed) await engine.wake(wake)
  if (clientsOwed) await noticeNewClients(engine, row.organisationId)
  return result
}
