import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { microsoftTenant } from '@/db/schema/microsoft'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { CredentialError } from '../credential-error'
import { readGraph } from '../graph-read'
import type { SignInDeps } from '../login-pages'
import type { TokenGrant } from '../token-endpoint'
import { requestApplicationToken, saveApplicationToken } from '../tokens/application-token'
import { traveller } from '../trips'
import type { SignedInPerson } from '../verify-id-token'
import { requireConsentingAdministrator } from './may-consent'

const GraphOrganizations = z.object({ value: z.array(z.object({ displayName: z.string().min(1) })).min(1) })

/** Fresh consent may take minutes to reach tokens; forum reports speak of some, Microsoft of none. */
const SETTLES_MS = 10 * 60_000

export type ConnectedTenant = { tenantId: string; name: string }

/**
 * Connects the tenant in which an administrator has just proved herself, or renews the organisation's connection to it.
 * Connections that waited for it can go on.
 * @throws DomainError `tenant-differs` (she signed in somewhere else than she consented), `not-an-administrator`,
 * `directory-roles-missing`, `other-tenant-connected` (disconnect that first), `tenant-taken` (by another organisation),
 * `secret-wrong` (an operator's mistake)
 */
export async function connectTenant(
  context: Context,
  deps: SignInDeps,
  proof: { person: SignedInPerson; claimedTenantId: string | null; grant: TokenGrant },
): Promise<ConnectedTenant> {
  requirePermission(context, 'manage-integrations')
  const { person, grant } = proof
  const tenantId = person.tid
  if (tenantId !== proof.claimedTenantId) throw new DomainError('tenant-differs')
  requireConsentingAdministrator(person)
  const name = await organisationName(deps, grant.accessToken, person)
  const application = await firstApplicationToken(deps, tenantId)
  const { memberId } = traveller(context)
  const now = context.now()
  const values = {
    name,
    status: 'connected',
    connectedBy: memberId,
    connectedAt: now,
    checkedAt: now,
    settlesUntil: application === null ? new Date(now.getTime() + SETTLES_MS) : null,
  } as const

  return context.db.transaction(async (tx) => {
    // Conflicts of either kind write nothing; who holds the place decides which of the two stories it is.
    const [inserted] = await tx
      .insert(microsoftTenant)
      .values({ organisationId: context.organisationId, tenantId, ...values })
      .onConflictDoNothing()
      .returning()
    const [row] = inserted
      ? [inserted]
      : await tx.update(microsoftTenant).set(values).where(isOurs(context, tenantId)).returning()
    if (row === undefined) throw await whyTaken(tx, context)
    if (application !== null) await saveApplicationToken({ ...deps, db: tx }, tenantId, application)
    const action = inserted ? 'tenant.connected' : 'tenant.reconnected'
    const subject = { subjectType: 'tenant', subjectId: tenantId, subjectName: row.name }
    await recordAudit(context, tx, { action, ...subject })
    return { tenantId, name: row.name }
  })
}

function isOurs(context: Context, tenantId: string) {
  return and(
    eq(microsoftTenant.organisationId, context.organisationId),
    eq(microsoftTenant.tenantId, tenantId),
  )
}

/** One organisation, one tenant, both ways (I1): tells which of the two unique keys stood in the way. */
async function whyTaken(tx: Database, context: Context): Promise<DomainError> {
  const [ours] = await tx
    .select({ tenantId: microsoftTenant.tenantId })
    .from(microsoftTenant)
    .where(eq(microsoftTenant.organisationId, context.organisationId))
  return new DomainError(ours === undefined ? 'tenant-taken' : 'other-tenant-connected')
}

/** Null while Microsoft has not caught up with the consent. */
async function firstApplicationToken(deps: SignInDeps, tenantId: string): Promise<TokenGrant | null> {
  try {
    return await requestApplicationToken(deps, tenantId)
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    if (error.problem === 'secret-wrong') throw new DomainError('secret-wrong', { cause: error })
    return null
  }
}

/** The tenant's name, which `User.Read` may see (learn.microsoft.com/graph/api/organization-list); else its domain. */
async function organisationName(
  deps: SignInDeps,
  accessToken: string,
  person: SignedInPerson,
): Promise<string> {
  const { status, body } = await readGraph(deps, accessToken, '/organization?$select=id,displayName')
  const parsed = GraphOrganizations.safeParse(body)
  const found = status === 200 && parsed.success ? parsed.data.value[0]?.displayName : undefined
  return found ?? person.upn.split('@').at(-1) ?? person.tid
}
