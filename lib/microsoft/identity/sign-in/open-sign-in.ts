import { and, eq } from 'drizzle-orm'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { Context } from '@/lib/access/context'
import { ANY_TENANT, authorizeUrl, type SignInDeps } from '../login-pages'
import { toSignInLeg, traveller } from '../trips'
import { SyncModule, scopesToAsk } from './scopes'

/**
 * Uses a sign-in link up and leads on to Microsoft's page. Any tenant may sign in there: the answer of a wrong one is
 * ours to explain, while Microsoft's own page would be a dead end.
 * @throws DomainError `trip-expired`, `trip-of-another-user`
 */
export async function openSignIn(
  context: Context,
  deps: SignInDeps,
  token: string,
): Promise<{ authorizeUrl: string }> {
  const leg = await toSignInLeg(context, token)
  const scopes = scopesToAsk(SyncModule.parse(leg.trip.module))
  const loginHint = await rememberedUpn(context)
  return {
    authorizeUrl: authorizeUrl(deps, leg, { tenant: ANY_TENANT, scopes, chooseAccount: true, loginHint }),
  }
}

async function rememberedUpn(context: Context): Promise<string | undefined> {
  const [known] = await context.db
    .select({ upn: microsoftIdentity.upn })
    .from(microsoftTenant)
    .innerJoin(
      microsoftIdentity,
      and(
        eq(microsoftIdentity.tid, microsoftTenant.tenantId),
        eq(microsoftIdentity.accountId, traveller(context).accountId),
      ),
    )
    .where(eq(microsoftTenant.organisationId, context.organisationId))
  return known?.upn
}
