import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { requiredTry } from '@/db/schema/module-locks'
import { DomainError, UpstreamError } from '@/lib/errors'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import { lookForAccess } from '@/lib/sync/connections/find-access'
import { findRequired, type RequiredModule } from './find-required'
import { inHerPlace } from './in-her-place'

/** Whoever is nobody of the tenant is looked for again this often; Microsoft, when it gave no answer. */
const unknownRetryMs = 3_600_000
const failedRetryMs = 5 * 60_000
const mostAtOnce = 100
const together = 4

/**
 * Turns required modules on for members who have a mailbox in the tenant, as they had them last time or with the
 * organisation's defaults; also what they have turned off themselves. Each is told by mail. Whoever has no mailbox there,
 * or whom Microsoft gives no answer about, is looked at again later.
 * @returns the connections whose runs are to be requested
 */
export async function enableRequired(deps: SignInDeps): Promise<string[]> {
  const due = await findRequired(deps.db, { dueAt: deps.now() })
  const enabled: string[] = []
  for (let start = 0; start < Math.min(due.length, mostAtOnce); start += together) {
    const some = due.slice(start, start + together)
    const ids = await Promise.all(some.map((one) => enableOne(deps, one)))
    enabled.push(...ids.filter((id) => id !== null))
  }
  return enabled
}

async function enableOne(deps: SignInDeps, required: RequiredModule): Promise<string | null> {
  const { db, now } = deps
  const { module } = required
  const hers = inHerPlace(deps, required)
  const later = (ms: number) => tryLater(db, required, now(), ms)
  // First, so that what stops us half-way is not tried again with each sweep.
  await later(failedRetryMs)
  try {
    if ((await lookForAccess(hers, deps, module)) === null) {
      await later(unknownRetryMs)
      return null
    }
    const by = { ...hers, actor: { type: 'system' as const, job: 'required-modules' } }
    const { id } = await enableConnection(hers, deps, module, {}, { by })
    await db
      .delete(requiredTry)
      .where(and(eq(requiredTry.memberId, required.memberId), eq(requiredTry.module, module)))
    return id
  } catch (error) {
    if (error instanceof UpstreamError || error instanceof DomainError) return null
    throw error
  }
}

async function tryLater(
  db: Database,
  { memberId, module }: RequiredModule,
  now: Date,
  ms: number,
): Promise<void> {
  const row = { triedAt: now, dueAt: new Date(now.getTime() + ms) }
  await db
    .insert(requiredTry)
    .values({ memberId, module, ...row })
    .onConflictDoUpdate({ target: [requiredTry.memberId, requiredTry.module], set: row })
}

/** Whatever is required in an organisation is tried again at once. */
export async function tryAgainNow(db: Database, organisationId: string, now: Date): Promise<void> {
  await db
    .update(requiredTry)
    .set({ dueAt: now })
    .where(sql`${requiredTry.memberId} in (select id from member where organisation_id = ${organisationId})`)
}
