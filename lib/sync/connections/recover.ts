import { and, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { markTenantHealthy } from '@/lib/microsoft/identity/consent/tenant-health'
import { accessToken } from '@/lib/microsoft/identity/tokens/access-token'
import { moduleNames } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'
import type { Engine } from '@/lib/sync/run/engine'
import { followRights, goesOn } from './follow-rights'

/** A mailbox that could not be used is tried again this often. */
const mailboxRetryMs = 5 * 60_000

/**
 * Lets connections go on whose trouble is over without anybody of theirs doing something: the tenant's consent or
 * secret works again, a mailbox may have come back, a permission or a module was given back; and pauses those whose owner has lost
 * a permission (A7).
 */
export async function recoverConnections(engine: Engine): Promise<{ resumed: number }> {
  const now = engine.timing.now()
  const tenants = await tenantsThatWork(engine)
  const byTenant = tenants.length > 0 ? inArray(connection.tenantId, tenants) : sql`false`
  const resumed = await engine.db
    .update(connection)
    .set({
      ...goesOn(now),
      // A try in the hope of the best is no news: its user is mailed again only after it has worked in between (I4).
      attentionMailedAt: sql`case when ${connection.reason} <> 'consent-revoked' then ${connection.attentionMailedAt} end`,
    })
    .where(
      and(
        eq(connection.status, 'attention'),
        or(
          and(eq(connection.reason, 'consent-revoked'), byTenant),
          and(
            or(
              eq(connection.reason, 'mailbox-unavailable'),
              // The directory says no, not a sign-in of hers: an administrator mends it without telling us.
              and(eq(connection.reason, 'credential-expired'), eq(connection.access, 'application')),
            ),
            lt(connection.updatedAt, new Date(now.getTime() - mailboxRetryMs)),
          ),
        ),
      ),
    )
    .returning({ id: connection.id })
  let allowed = 0
  for (const name of moduleNames) allowed += (await followRights(engine.db, now, name)).length
  allowed += await followRollout(engine)
  return { resumed: resumed.length + allowed }
}

/** Connections of a module that was withdrawn go on when their organisation has it again (T2). */
async function followRollout(engine: Engine): Promise<number> {
  const withdrawn = and(eq(connection.status, 'paused'), eq(connection.reason, 'not-available'))
  const waiting = await engine.db
    .selectDistinct({ organisationId: connection.organisationId, module: connection.module })
    .from(connection)
    .where(withdrawn)
  let resumed = 0
  for (const { organisationId, module } of waiting) {
    if (!(await availableModules(engine.db, organisationId)).has(module)) continue
    const rows = await engine.db
      .update(connection)
      .set(goesOn(engine.timing.now()))
      .where(and(withdrawn, eq(connection.organisationId, organisationId), eq(connection.module, module)))
      .returning({ id: connection.id })
    resumed += rows.length
  }
  return resumed
}

async function tenantsThatWork(engine: Engine): Promise<string[]> {
  const waiting = await engine.db
    .selectDistinct({ tenantId: connection.tenantId })
    .from(connection)
    .where(and(eq(connection.status, 'attention'), eq(connection.reason, 'consent-revoked')))
  const working: string[] = []
  for (const { tenantId } of waiting)
    if (tenantId && (await tenantWorks(engine, tenantId))) working.push(tenantId)
  return working
}

async function tenantWorks(engine: Engine, tenantId: string): Promise<boolean> {
  const deps = {
    db: engine.db,
    now: engine.timing.now,
    fetch: engine.fetch,
    env: engine.identity,
    sleep: engine.timing.sleep,
  }
  try {
    await accessToken(deps, { kind: 'application', tenantId }, { forceRefresh: true })
    await markTenantHealthy(engine.db, tenantId, engine.timing.now())
    return true
  } catch (error) {
    if (error instanceof UpstreamError) return false
    throw error
  }
}
