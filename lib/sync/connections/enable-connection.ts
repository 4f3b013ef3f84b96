import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { oweMail } from '@/lib/access/owed-mails/owe-mail'
import { DomainError } from '@/lib/errors'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import type { DelegatedPurpose } from '@/lib/microsoft/identity/sign-in/start-delegated-sign-in'
import { lockOf, refuseLocked } from '@/lib/sync/locks/find-lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import { changeConnection } from './change-connection'
import { ConnectionSettings, settingsFor } from './connection-settings'
import { findAccess } from './find-access'
import { actingMember, availableModule, type ConnectionRow, ownConnection } from './own-connection'
import { remapLinks } from './remap-links'

/** A try of `DELETE` then `PUT` may come again after this long. */
const busy = () => new DomainError('busy', { retryAfterSeconds: 2 })

/**
 * Enables a module for the acting member; on one that is enabled, the same as changing it. The container is made by
 * the run that is to be requested next. `by` is whoever does it in her place: she is told by mail.
 * @throws DomainError `permission-required`, `not-available`, `not-connected`, `busy`, `sign-in-required`, `validation`, `locked`;
 * `already-on` for somebody else's that is on
 */
export async function enableConnection(
  context: Context,
  deps: SignInDeps,
  name: ModuleName,
  given: ConnectionSettings,
  { by = context }: { by?: Context } = {},
): Promise<ConnectionRow> {
  const module = await availableModule(context, name)
  for (const permission of module.permissions) requirePermission(context, permission)
  const { lock, by: lockedBy } = await lockOf(context, name)
  if (lock.use === 'forbidden') refuseLocked(['use'], lockedBy)
  const existing = await ownConnection(context, name)
  if (existing?.status === 'disabling') throw busy()
  const living =
    existing && (existing.status === 'active' || existing.status === 'enabling' || existing.status === 'held')
  const onBehalf = by !== context
  if (living && onBehalf) throw new DomainError('already-on')
  if (living) return changeConnection(context, name, given)

  const settings = await settingsFor(context, module, existing, given)
  const access = await findAccess(context, deps, name, { purpose: 'enable-module', settings: given })
  const now = context.now()
  const continues = existing !== null && existing.status !== 'off' && existing.containerId !== null
  const state = {
    ...settings,
    ...access,
    status: continues ? ('active' as const) : ('enabling' as const),
    reason: null,
    requestedAt: now,
    failureCount: 0,
    attentionMailedAt: null,
    updatedAt: now,
  }
  return context.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(connection)
      .values({
        organisationId: context.organisationId,
        memberId: actingMember(context).memberId,
        module: name,
        createdAt: now,
        ...state,
      })
      .onConflictDoUpdate({
        target: [connection.memberId, connection.module],
        set: state,
        // Somebody else turns on what is off, and nothing else: of two who do it at once, one does.
        setWhere: onBehalf ? eq(connection.status, 'off') : ne(connection.status, 'disabling'),
      })
      .returning()
    if (!row) throw onBehalf ? new DomainError('already-on') : busy()
    if (continues) await remapLinks(tx, row.id, { before: existing, after: settings, now })
    await recordAudit(by, tx, {
      action: onBehalf ? 'connection.enabled-for-member' : 'connection.enabled',
      subjectType: 'member',
      subjectId: row.memberId,
      details: { module: name },
    })
    if (onBehalf) await oweMail(tx, { kind: 'module-enabled', subjectId: row.id }, now)
    return row
  })
}

/**
 * After a sign-in for a module: the connection that waited for it goes on, or is enabled (I3, I4); one that worked with
 * the organisation's consent works with the user's own sign-in from now on.
 */
export async function continueAfterSignIn(
  context: Context,
  deps: SignInDeps,
  signedIn: { module: ModuleName; identityId: string } & DelegatedPurpose,
): Promise<string[]> {
  const { memberId } = actingMember(context)
  await context.db
    .update(connection)
    .set({ access: 'delegated', identityId: signedIn.identityId, updatedAt: context.now() })
    .where(
      and(
        eq(connection.memberId, memberId),
        eq(connection.status, 'attention'),
        inArray(connection.reason, ['sign-in-required', 'credential-expired']),
      ),
    )
  const instant = await context.db
    .update(connection)
    .set({ access: 'delegated', identityId: signedIn.identityId, requestedAt: context.now() })
    .where(
      and(
        eq(connection.memberId, memberId),
        eq(connection.module, signedIn.module),
        eq(connection.access, 'application'),
        inArray(connection.status, ['enabling', 'active', 'held', 'paused']),
      ),
    )
    .returning({ id: connection.id })
  const waiting = await context.db
    .update(connection)
    .set({
      status: sql`case when ${connection.containerId} is null then 'enabling' else 'active' end::connection_status`,
      reason: null,
      attentionMailedAt: null,
      requestedAt: context.now(),
    })
    .where(
      and(
        eq(connection.memberId, memberId),
        eq(connection.status, 'attention'),
        inArray(connection.reason, ['sign-in-required', 'credential-expired']),
      ),
    )
    .returning({ id: connection.id })
  if (signedIn.purpose === 'enable-module') {
    // Written down by ourselves, but perhaps by an older version of us.
    const chosen = ConnectionSettings.safeParse(signedIn.settings)
    const row = await enableConnection(context, deps, signedIn.module, chosen.data ?? {})
    return [...new Set([row.id, ...[...waiting, ...instant].map(({ id }) => id)])]
  }
  return [...waiting, ...instant].map(({ id }) => id)
}
