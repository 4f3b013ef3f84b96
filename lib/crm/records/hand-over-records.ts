import { and, count, eq, isNull, not, type SQL } from 'drizzle-orm'
import { meeting } from '@/db/schema/crm'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { readMember } from '@/lib/access/members/list-members'
import type { Permission } from '@/lib/access/permissions'
import { DomainError } from '@/lib/errors'
import { contactModule } from '../contacts/module'
import { leadModule } from '../leads/module'
import { meetingModule } from '../meetings/module'
import { taskModule } from '../tasks/module'
import { changeOwner } from './change-owner'
import { listOwnedRecords, type OwnedQuery } from './list-owned-records'
import type { RecordModule } from './record-module'

const perTransaction = 200

/** Spread, because a module of known fields is one of any fields only when looked at by part. */
const modules: readonly RecordModule[] = [
  { ...contactModule },
  { ...leadModule },
  { ...meetingModule },
  { ...taskModule },
]

/** Whose guest somebody is, its organiser decides (M8): such a meeting stays with the person who was invited. */
const staysWithGuest = ({ table }: RecordModule): SQL | undefined =>
  table === meetingModule.table ? eq(meeting.origin, 'invitation') : undefined

export type OwnedCounts = Partial<Record<RecordModule['permissions'], number>>

/**
 * How many living records a member owns that can be handed over, by module.
 * @throws DomainError `permission-required`, `not-found`.
 */
export async function countRecordsOf(context: Context, memberId: string): Promise<OwnedCounts> {
  requirePermission(context, 'manage-users')
  await readMember(context, memberId)
  const counts = modules.map(async (module): Promise<[string, number]> => {
    const { permissions, table } = module
    const stays = staysWithGuest(module)
    const own = and(
      eq(table.organisationId, context.organisationId),
      eq(table.ownerId, memberId),
      isNull(table.deletedAt),
      stays && not(stays),
    )
    const [row] = await context.db.select({ count: count() }).from(table).where(own)
    return [permissions, row?.count ?? 0]
  })
  return Object.fromEntries(await Promise.all(counts))
}

/**
 * Gives everything that a member owns to another active one. Whoever manages users may do so without seeing the
 * records. It works in portions, each whole in itself, so that what it is interrupted in can simply be done again.
 * @returns how many records have changed hands
 * @throws DomainError `permission-required`, `not-found`, `validation` at `/toId`.
 */
export async function handOverRecords(
  context: Context,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<number> {
  requirePermission(context, 'manage-users')
  const from = await readMember(context, fromId)
  const to = await readMember(context, toId)
  if (to.status !== 'active' || to.id === from.id) {
    const message = 'Not another active user.'
    throw new DomainError('validation', { errors: [{ pointer: '/toId', code: 'invalid', message }] })
  }
  const records = await countRecordsOf(context, fromId)
  await recordAudit(context, context.db, {
    action: 'member.records-handed-over',
    subjectType: 'member',
    subjectId: from.id,
    subjectName: from.name,
    details: { to: to.name, ...records },
  })
  let moved = 0
  for (const module of modules) moved += await handOverModule(seeing(context, module), module, fromId, toId)
  return moved
}

async function handOverModule(
  context: Context,
  module: RecordModule,
  ownerId: string,
  toId: string,
): Promise<number> {
  let moved = 0
  let afterId: string | null = null
  do {
    const query: OwnedQuery = { ownerId, afterId, limit: perTransaction }
    const records = await listOwnedRecords(context, module, query)
    const ids = records.filter(({ origin }) => origin !== 'invitation').map(({ id }) => id)
    if (ids.length > 0) await changeOwner(context, module, { ids, ownerId: toId })
    moved += ids.length
    afterId = records.length < perTransaction ? null : (records.at(-1)?.id ?? null)
  } while (afterId !== null)
  return moved
}

/** The actor, for this deed alone, with the rights over records that it takes. */
function seeing(context: Context, { permissions }: RecordModule): Context {
  const { actor } = context
  if (actor.type === 'system') return context
  const needed: Permission[] = ['records.all', `${permissions}.view`, `${permissions}.edit`]
  return { ...context, actor: { ...actor, permissions: new Set([...actor.permissions, ...needed]) } }
}
