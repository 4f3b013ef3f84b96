import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import {
  account,
  accountLink,
  arrival,
  idempotencyKey,
  invitation,
  joinRequest,
  member,
  microsoftIdentity,
  termsAcceptance,
} from '@/db/schema/access'
import { clientCalendar, clientFeed, clientInvitation } from '@/db/schema/client-invitations'
import { giveBack } from '@/db/schema/give-back'
import { mailboxPause, microsoftSignIn } from '@/db/schema/microsoft'
import { moduleLock, requiredTry } from '@/db/schema/module-locks'
import { requestLog } from '@/db/schema/request-log'
import { moduleDefault, skippedItem } from '@/db/schema/sync'
import { syncHour } from '@/db/schema/sync-hours'
import { warning } from '@/db/schema/warnings'
import { small } from '@/emulator/testing/small-seed'
import { createApiKey } from '@/lib/access/api-keys/create-api-key'
import type { Context } from '@/lib/access/context'
import { oweMail } from '@/lib/access/owed-mails/owe-mail'
import { startSession } from '@/lib/access/sessions/start-session'
import { createContact } from '@/lib/crm/contacts/verbs'
import { createLead } from '@/lib/crm/leads/verbs'
import { createMeeting } from '@/lib/crm/meetings/verbs'
import { createTask } from '@/lib/crm/tasks/verbs'
import { productDefault } from '@/lib/sync/connections/connection-settings'
import { signInHerself } from './own-sign-in'
import { SyncWorld } from './sync-world'

export type LivedInHouse = {
  world: SyncWorld
  /** Manages everything. */
  admin: Context & { memberId: string }
  ana: Context & { memberId: string; accountId: string; email: string }
  /** Ids and addresses by which rows name the organisation, its people, their syncs and their tenant. */
  names: string[]
}

/**
 * An organisation with a member who syncs with a sign-in of her own, in which every table that can hold something about
 * an organisation or a person does.
 */
export async function liveInHouse(db: Database): Promise<LivedInHouse> {
  const world = await SyncWorld.create(db)
  const admin = await world.crm.admin()
  const { ana } = world
  if (ana.actor.type !== 'user' || admin.actor.type !== 'user') throw new Error('people')
  const { accountId } = ana.actor
  const email = `${randomUUID()}@lived-in.example`
  await db.update(account).set({ email }).where(eq(account.id, accountId))
  world.listen()
  await createContact(ana, { lastName: 'Okafor' })
  await world.settle()
  await signInHerself(world)
  await world.settle()
  await createLead(ana, { lastName: 'Weber' })
  await createTask(ana, { subject: 'Call back' })
  const day = { start: '2026-03-03', end: '2026-03-04', allDay: true }
  await createMeeting(ana, { title: 'Fair', timeZone: 'Europe/Paris', ...day })
  await startSession(db, accountId, world.now())
  await createApiKey(ana, { name: 'Import', expiresAt: null })
  const [identity] = await db
    .select()
    .from(microsoftIdentity)
    .where(eq(microsoftIdentity.accountId, accountId))
  const house = { world, admin, ana: { ...ana, accountId, email } }
  await fillPeople(db, house)
  await fillSync(db, house, await microsoftUser(world))
  const { organisationId } = ana
  const connections = [world.connectionId]
  const accounts = [accountId, admin.actor.accountId]
  const names = [organisationId, small.tenantId, ...accounts, ana.memberId, admin.memberId]
  return { ...house, names: [...names, email, ...connections, identity?.id ?? '', small.anaId] }
}

const microsoftUser = async (world: SyncWorld) => (await world.row()).microsoftUserId ?? ''

type House = Omit<LivedInHouse, 'names'>

async function fillPeople(db: Database, { world, admin, ana }: House): Promise<void> {
  const { organisationId, accountId, memberId, email } = ana
  const [createdAt, expiresAt] = [world.now(), new Date(world.now().getTime() + 3_600_000)]
  const person = { tid: small.tenantId, oid: small.anaId, name: 'Ana', upn: email }
  await db.insert(accountLink).values({ accountId, purpose: 'reset-password', email, createdAt, expiresAt })
  await db.insert(arrival).values({ ...person, guest: false, createdAt, expiresAt })
  await db.insert(invitation).values({
    organisationId,
    email,
    invitedBy: admin.memberId,
    createdAt,
    expiresAt,
    status: 'accepted',
    acceptedBy: accountId,
  })
  await db.insert(joinRequest).values({
    ...person,
    organisationId,
    status: 'approved',
    requestedAt: createdAt,
    decidedBy: admin.memberId,
    decidedAt: createdAt,
  })
  await db.insert(termsAcceptance).values({ accountId, organisationId, version: '1', acceptedAt: createdAt })
  await db
    .insert(idempotencyKey)
    .values({ memberId, path: '/api/v1/contacts', key: 'k', bodyHash: 'h', createdAt })
  await db.insert(microsoftSignIn).values({
    stateHash: randomUUID(),
    purpose: 'enable-module',
    organisationId,
    memberId,
    accountId,
    returnTo: '/',
    createdAt,
    expiresAt,
  })
  await oweMail(db, { kind: 'password-changed', subjectId: accountId, memberIds: [memberId] }, createdAt)
}

async function fillSync(db: Database, { world, admin, ana }: House, userId: string): Promise<void> {
  const { organisationId, memberId } = ana
  const { connectionId, module } = world
  const [createdAt, runId] = [world.now(), randomUUID()]
  const ofConnection = { connectionId, organisationId }
  await db.insert(clientCalendar).values({ ...ofConnection, createdAt })
  await db.insert(clientInvitation).values({
    ...ofConnection,
    itemId: 'i',
    organiser: 'client@fabrikam.example',
    endsAt: createdAt,
    createdAt,
  })
  await db.insert(clientFeed).values({ organisationId, feedTxid: '0', feedId: '0' }).onConflictDoNothing()
  await db.insert(giveBack).values({ connectionId, itemId: 'i', recordId: randomUUID(), runId, fields: {} })
  await db
    .insert(requestLog)
    .values({ connectionId, place: 1, runId, at: createdAt, quiet: true, times: 1, requests: [], leftOut: 0 })
    .onConflictDoNothing()
  await db.insert(skippedItem).values({ connectionId, itemId: 's', reason: 'recurring', since: createdAt })
  await db
    .insert(syncHour)
    .values({ organisationId, hour: createdAt, direction: 'toCrm', delayStep: 1, changes: 1, refused: 0 })
  await db
    .insert(mailboxPause)
    .values({ mailbox: `${small.tenantId}:${userId}`, until: createdAt })
    .onConflictDoNothing()
  const fixed = { organisationId, module: module.name }
  await db.insert(moduleLock).values({ ...fixed, use: 'required', setBy: admin.memberId, setAt: createdAt })
  await db.insert(requiredTry).values({ memberId, module: 'tasks', triedAt: createdAt, dueAt: createdAt })
  const { mapping, valueMaps, options } = productDefault(module)
  await db
    .insert(moduleDefault)
    .values({ ...fixed, mapping, valueMaps, options, updatedBy: admin.memberId, updatedAt: createdAt })
  await db.execute(sql`insert into module_rollout (module, organisation_id, percent, updated_at)
    values ('tasks', ${organisationId}, 100, ${createdAt.toISOString()}) on conflict do nothing`)
  await db.insert(warning).values({
    ...{ code: 'sign-in-unused', subject: connectionId, audience: 'member', severity: 'warning' },
    ...{ organisationId, memberId, connectionId, since: createdAt, openedAt: createdAt },
  })
  await db.update(member).set({ createdAt }).where(eq(member.id, memberId))
}
