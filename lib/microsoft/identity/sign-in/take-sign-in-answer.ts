import { z } from 'zod'
import type { Context } from '@/lib/access/context'
import { DomainError, UpstreamError } from '@/lib/errors'
import { type ConnectedTenant, connectTenant } from '../consent/connect-tenant'
import { ANY_TENANT, type SignInDeps, signInRedirectUri } from '../login-pages'
import { requestToken } from '../token-endpoint'
import { endSignInLeg, type Trip } from '../trips'
import { verifyIdToken } from '../verify-id-token'
import { keepDelegatedSignIn } from './keep-delegated-sign-in'
import { SyncModule } from './scopes'
import type { DelegatedPurpose } from './start-delegated-sign-in'

/** learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow; unknown extra parameters are normal. */
const SignInAnswer = z.object({
  state: z.string().min(1).max(500),
  code: z.string().min(1).optional(),
  error: z.string().optional(),
})

export type SignInOutcome =
  | { kind: 'tenant-connected'; returnTo: string; tenant: ConnectedTenant }
  | ({ kind: 'signed-in'; returnTo: string; module: SyncModule; identityId: string } & DelegatedPurpose)
  | { kind: 'refused'; returnTo: string; refusal: DomainError }

/**
 * Takes the answer of Microsoft's sign-in page: redeems the code, proves who signed in, and does what the trip was
 * for. What the person can mend comes back as `refused`, with the page to explain it on.
 * @throws DomainError `trip-expired`, `trip-of-another-user` when there is no trip of hers to go back from
 */
export async function takeSignInAnswer(
  context: Context,
  deps: SignInDeps,
  query: Record<string, string>,
): Promise<SignInOutcome> {
  const answer = SignInAnswer.safeParse(query)
  if (!answer.success) throw new DomainError('trip-expired')
  const trip = await endSignInLeg(context, answer.data.state)
  const { returnTo } = trip
  try {
    const { person, grant } = await redeem(deps, trip, answer.data)
    if (trip.purpose === 'admin-consent') {
      const { claimedTenantId } = trip
      return {
        kind: 'tenant-connected',
        returnTo,
        tenant: await connectTenant(context, deps, { person, grant, claimedTenantId }),
      }
    }
    const module = SyncModule.parse(trip.module)
    const { identityId } = await keepDelegatedSignIn(context, deps, { person, grant, module })
    const { purpose, settings } = trip
    const signedIn = { kind: 'signed-in', returnTo, module, identityId } as const
    return purpose === 'reconnect' ? { ...signedIn, purpose } : { ...signedIn, purpose, settings }
  } catch (error) {
    return { kind: 'refused', returnTo, refusal: asRefusal(error) }
  }
}

async function redeem(
  deps: SignInDeps,
  trip: Trip & { nonce: string; codeVerifier: string },
  { code, error }: z.infer<typeof SignInAnswer>,
) {
  if (code === undefined)
    throw new DomainError(error === 'access_denied' ? 'sign-in-declined' : 'sign-in-failed')
  // A code is redeemed where it was issued, else AADSTS700005.
  const grant = await requestToken(deps, trip.claimedTenantId ?? ANY_TENANT, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: signInRedirectUri(deps.appUrl),
    code_verifier: trip.codeVerifier,
  })
  if (grant.idToken === null) throw new DomainError('sign-in-failed')
  return { grant, person: await verifyIdToken(deps, grant.idToken, trip.nonce) }
}

function asRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  if (!(error instanceof UpstreamError)) throw error
  const code = error.remedy === 'wait' ? 'microsoft-unavailable' : 'sign-in-failed'
  return new DomainError(code, { cause: error })
}
