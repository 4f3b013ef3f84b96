import { z } from 'zod'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { authorizeUrl, type SignInDeps } from '../login-pages'
import { endTrip, toSignInLeg } from '../trips'

/**
 * What Microsoft's consent page sends back. `admin_consent=True` is there on failures as well, so `error` is looked at
 * first (learn.microsoft.com/entra/identity-platform/v2-admin-consent).
 */
const ConsentAnswer = z.object({
  state: z.string().min(1).max(500),
  error: z.string().optional(),
  admin_consent: z.string().optional(),
  tenant: z.string().optional(),
})

const Granted = z.object({ admin_consent: z.string().regex(/^true$/i), tenant: z.guid().toLowerCase() })

/**
 * Takes the consent page's answer and sends the administrator on to sign in at the tenant that it names. The answer
 * is a plain GET that anybody can write, so nothing is connected yet: see docs/decisions/0003-prove-the-tenant.md.
 * @throws DomainError `consent-declined`, `consent-failed`, `trip-expired`, `trip-of-another-user`,
 * `permission-required`; the first two carry `data.returnTo`
 */
export async function takeConsentAnswer(
  context: Context,
  deps: SignInDeps,
  query: Record<string, string>,
): Promise<{ signInUrl: string }> {
  requirePermission(context, 'manage-integrations')
  const answer = ConsentAnswer.safeParse(query)
  if (!answer.success) throw new DomainError('trip-expired')
  const { state, error } = answer.data
  const granted = Granted.safeParse(query)
  if (error !== undefined || !granted.success) {
    const { returnTo } = await endTrip(context, state)
    throw new DomainError(error === undefined ? 'consent-failed' : 'consent-declined', { data: { returnTo } })
  }
  const tenant = granted.data.tenant
  const leg = await toSignInLeg(context, state, tenant)
  const scopes = ['openid', 'profile', 'https://graph.microsoft.com/User.Read']
  // No prompt: she has signed in for the consent a moment ago, so this leg is usually silent.
  return { signInUrl: authorizeUrl(deps, leg, { tenant, scopes, chooseAccount: false }) }
}
