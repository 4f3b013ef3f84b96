import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { profile } from '@/db/schema/access'
import { moduleLock } from '@/db/schema/module-locks'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { organisationDefault } from '@/lib/sync/connections/connection-settings'
import { mappingProblems } from '@/lib/sync/connections/validate-mapping'
import type { SyncModule } from '@/lib/sync/modules/module'
import { applyLocks } from './apply-locks'
import { type Lock, partsOf, withLock } from './lock'
import { connectionsOffLock, type LockScope } from './off-lock'

/** How many running connections a lock would change or pause; `seal` stands for exactly these. */
export type LockPreview = { changes: number; pauses: number; seal: string }

type Wanted = { profileId: string | null; lock: Lock }

/**
 * What fixing this would do to connections that run. Changes nothing.
 * @throws DomainError `permission-required`, `not-found` for a profile of somebody else's, `validation`
 */
export async function previewLock(
  context: Context,
  module: SyncModule,
  wanted: Wanted,
): Promise<LockPreview> {
  const scope = await checkedScope(context, module, wanted)
  return previewOf(context, scope, wanted.lock)
}

async function previewOf(context: Context, scope: LockScope, lock: Lock): Promise<LockPreview> {
  const { organisationId } = context
  const off = await connectionsOffLock(context.db, { organisationId, proposed: { ...scope, ...lock } })
  const pauses = off.filter((one) => one.pauses).length
  const ids = off.map(({ id }) => id).join()
  return {
    changes: off.length - pauses,
    pauses,
    seal: createHash('sha256').update(ids).digest('base64url').slice(0, 22),
  }
}

/**
 * Fixes parts of a module for everybody or for a profile, in the place of what was fixed there before, and brings the
 * connections that run to it. A lock that fixes nothing is removed, and everybody keeps what she has.
 * @returns the connections whose runs are to be requested
 * @throws DomainError as `previewLock`; `changed-meanwhile` with the new preview, when `seal` is another one's
 */
export async function setLock(
  context: Context,
  module: SyncModule,
  wanted: Wanted & { seal?: string | undefined },
): Promise<string[]> {
  const scope = await checkedScope(context, module, wanted)
  const preview = await previewOf(context, scope, wanted.lock)
  if (wanted.seal !== undefined && wanted.seal !== preview.seal)
    throw new DomainError('changed-meanwhile', { data: preview })
  await context.db.transaction((tx) => store({ ...context, db: tx }, scope, wanted.lock))
  return applyLocks(context.db, context.now(), context.organisationId)
}

async function store(context: Context, scope: LockScope, lock: Lock): Promise<void> {
  const { db: tx, actor } = context
  const fixed = { ...lock, setAt: context.now(), setBy: actor.type === 'user' ? actor.memberId : null }
  const empty = partsOf(lock).length === 0 && lock.use === null
  if (empty) {
    const profileId = scope.profileId
    await tx
      .delete(moduleLock)
      .where(
        and(
          eq(moduleLock.organisationId, scope.organisationId),
          eq(moduleLock.module, scope.module),
          profileId === null ? isNull(moduleLock.profileId) : eq(moduleLock.profileId, profileId),
        ),
      )
  } else {
    await tx
      .insert(moduleLock)
      .values({ ...scope, ...fixed })
      .onConflictDoUpdate({
        target: [moduleLock.organisationId, moduleLock.module, moduleLock.profileId],
        set: fixed,
      })
  }
  await recordAudit(context, tx, {
    action: empty ? 'connection.lock-removed' : 'connection.lock-changed',
    subjectType: scope.profileId === null ? 'organisation' : 'profile',
    subjectId: scope.profileId ?? scope.organisationId,
    details: { module: scope.module, parts: partsOf(lock) },
  })
}

/** The right, a profile of one's own organisation, and a mapping that can work. */
async function checkedScope(
  context: Context,
  module: SyncModule,
  { profileId, lock }: Wanted,
): Promise<LockScope> {
  requirePermission(context, 'manage-integrations')
  const { organisationId } = context
  if (profileId !== null) {
    const [own] = await context.db
      .select({ id: profile.id })
      .from(profile)
      .where(and(eq(profile.id, profileId), eq(profile.organisationId, organisationId)))
    if (!own) throw new DomainError('not-found')
  }
  const { mapping, valueMaps } = withLock(
    await organisationDefault(context, module),
    lock,
    module.defaultValueMaps,
  )
  const errors = mappingProblems(module, mapping, valueMaps)
  if (errors.length > 0) throw new DomainError('validation', { errors })
  return { organisationId, module: module.name, profileId }
}
