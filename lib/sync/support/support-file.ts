import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { type ConnectionRow, ownConnection } from '@/lib/sync/connections/own-connection'
import { lockOf } from '@/lib/sync/locks/find-lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type HideId, hiddenIds, plainCode } from './hidden-ids'
import { actsOf, decisionsOf, requestsOf, runsOf, subscriptionsOf, warningsOf } from './support-history'
import { linksOf } from './support-links'
import { versions } from './versions'

export type SupportFile = Awaited<ReturnType<typeof compose>>

/**
 * Everything about the acting member's connection of a module that helps to understand it, and nothing that says whose
 * it is or what is in it.
 * @throws DomainError `not-found` where there is none
 */
export async function ownSupportFile(context: Context, module: ModuleName): Promise<SupportFile> {
  const row = await ownConnection(context, module)
  if (row === null) throw new DomainError('not-found')
  return compose(context, row)
}

/**
 * The same of any connection of the organisation, for those who manage integrations.
 * @throws DomainError `permission-required`, `not-found`
 */
export async function supportFileOf(context: Context, connectionId: string): Promise<SupportFile> {
  requirePermission(context, 'manage-integrations')
  const [row] = await context.db
    .select()
    .from(connection)
    .where(and(eq(connection.id, connectionId), eq(connection.organisationId, context.organisationId)))
  if (row === undefined) throw new DomainError('not-found')
  const file = await compose(context, row)
  await recordAudit(context, context.db, {
    action: 'connection.support-file',
    subjectType: 'connection',
    subjectId: row.id,
    details: { module: row.module, memberId: row.memberId },
  })
  return file
}

const about =
  'Ids are hashed with a key that was made for this file and not kept: the same token is the same thing within this file only. No names, addresses, contents or secrets.'

async function compose(context: Context, row: ConnectionRow) {
  const { db, now } = context
  const hide = hiddenIds()
  const [fixed, acts, links, runs, decisions, requests, subscriptions, warnings] = await Promise.all([
    fixedFor(context, row),
    actsOf(db, row),
    linksOf(db, row.id, hide),
    runsOf(db, row.id, hide),
    decisionsOf(db, row.id, hide),
    requestsOf(db, row.id, hide),
    subscriptionsOf(db, row.id, hide),
    warningsOf(db, row),
  ])
  return {
    format: 'tandem-support/1',
    about,
    createdAt: now(),
    versions,
    connection: standing(row, hide),
    settings: { mapping: row.mapping, values: row.valueMaps, options: row.options, fixed },
    held: heldOf(row),
    delta: delta(row),
    ...{ subscriptions, warnings, links, runs, decisions, acts, requests },
  }
}

function standing(row: ConnectionRow, hide: HideId) {
  const hidden = (id: string | null) => (id === null ? null : hide(id))
  const { module, status, reason, access, failureCount, rerun, keepContainer } = row
  const { createdAt, enabledAt, updatedAt, lastChangeAt, lastPullAt, nextPollAt, requestedAt } = row
  const { leaseUntil, userCheckedAt, attentionMailedAt, backfillTotal } = row
  return {
    id: hide(row.id),
    tenant: hidden(row.tenantId),
    user: hidden(row.microsoftUserId),
    container: hidden(row.containerId),
    keptContainer: hidden(row.keptContainerId),
    ...{
      module,
      status,
      reason: plainCode(reason),
      access,
      failureCount,
      rerun,
      keepContainer,
    },
    ...{ createdAt, enabledAt, updatedAt, lastChangeAt, lastPullAt, nextPollAt, requestedAt },
    ...{ leaseUntil, userCheckedAt, attentionMailedAt, backfillTotal },
    isLeased: row.lease !== null,
    isBackfilling: row.backfillAfter !== null,
  }
}

/** What an administrator has fixed for its user, and whether the module is required or forbidden. */
async function fixedFor(context: Context, { memberId, module }: ConnectionRow) {
  const permissions = new Set<never>()
  const actor = { type: 'user' as const, memberId, accountId: '', permissions }
  const { lock, parts } = await lockOf({ ...context, actor }, module)
  return { parts, use: lock.use }
}

/** What waits for a person's decision, and what has been decided (A5). */
const heldOf = ({ heldFields, heldDecision, heldDecidedAt, approvedTo }: ConnectionRow) => ({
  fields: heldFields.map((field) => (/^(toCrm|toMicrosoft):[\w.]{1,60}$/.test(field) ? field : 'other')),
  ...{ decision: heldDecision, decidedAt: heldDecidedAt, approvedTo },
})

function delta(row: ConnectionRow) {
  const { fullRoundStartedAt, fullRoundDueAt, listedTo, listedAt, feedTxid, feedId } = row
  const link = row.deltaLink === null ? 'none' : /[?&]\$skiptoken=/i.test(row.deltaLink) ? 'next' : 'delta'
  return { link, fullRoundStartedAt, fullRoundDueAt, listedTo, listedAt, feedTxid, feedId }
}
