import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { profile } from '@/db/schema/access'
import { moduleLock } from '@/db/schema/module-locks'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { organisationDefault } from '@/lib/sync/connections/connection-settings'
import { followRights } from '@/lib/sync/connections/follow-rights'
import { mappingProblems } from '@/lib/sync/connections/validate-mapping'
import type { SyncModule } from '@/lib/sync/modules/module'
import { applyLocks } from './apply-locks'
import { type Lock, partsOf, withLock } from './lock'
import type { LockScope } from './locks-as'
import { connectionsOffLock } from './off-lock'
import { countRequired, type RequiredFigures } from './required/count-required'
import { tryAgainNow } from './required/enable-required'
import { findRequired, type RequiredModule } from './required/find-required'

/** How many running connections a lock would change or pause, and for how many members it comes on by itself. */
type Reach = {
  changes: number
  pauses: number
  comesOn: number
  /** Stands for exactly these. */
  seal: string
}

/** `known`: how many of those for whom it comes on have a mailbox; null when Microsoft did not say. */
export type LockPreview = Reach & { known: RequiredFigures | null }

type Wanted = { profileId: string | null; lock: Lock }

/**
 * What fixing this would do to connections that run, and for whom it would come on. Changes nothing.
 * @throws DomainError `permission-required`, `not-found` for a profile of somebody else's, `validation`
 */
export async function previewLock(
  context: Context,
  deps: SignInDeps,
  module: SyncModule,
  wanted: Wanted,
): Promise<LockPreview> {
  const scope = await checkedScope(context, module, wanted)
  const { required, ...reach } = await reachOf(context, scope, wanted.lock)
  return { ...reach, known: await countRequired(deps, required) }
}

async function reachOf(
  context: Context,
  scope: LockScope,
  lock: Lock,
): Promise<Reach & { required: RequiredModule[] }> {
  const which = { organisationId: context.organisationId, proposed: { ...scope, ...lock } }
  const off = await connectionsOffLock(context.db, which)
  const required = await findRequired(context.db, { ...which, module: scope.module })
  const pauses = off.filter((one) => one.pauses).length
  const ids = [...off.map(({ id }) => id), ...required.map(({ memberId }) => memberId).sort()].join()
  return {
    changes: off.length - pauses,
    pauses,
    comesOn: required.length,
    seal: createHash('sha256').update(ids).digest('base64url').slice(0, 22),
    required,
  }
}

/**
 * Fixes parts of a module for everybody or for a profile, in the place of what was fixed there before, and brings the
 * connections that run to it, or may run again; the sweep turns on what is required. A lock that fixes nothing is removed, and everybody keeps what she has.
 * @returns the connections whose runs are to be requested
 * @throws DomainError as `previewLock`; `changed-meanwhile` with the new preview, when `seal` is another one's
 */
export async function setLock(
  context: Context,
  module: SyncModule,
  wanted: Wanted & { seal?: string | undefined },
): Promise<string[]> {
  const scope = await checkedScope(context, module, wanted)
  const { required: _, ...reach } = await reachOf(context, scope, wanted.lock)
  if (wanted.seal !== undefined && wanted.seal !== reach.seal)
    throw new DomainError('changed-meanwhile', { data: reach })
  await context.db.transaction(async (tx) => {
    await store({ ...context, db: tx }, scope, wanted.lock)
    await tryAgainNow(tx, context.organisationId, context.now())
  })
  const { db, organisationId } = context
  const changed = await applyLocks(db, context.now(), organisationId)
  const resumed = await followRights(db, context.now(), module.name, { organisationId })
  return [...new Set([...changed, ...resumed])]
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
