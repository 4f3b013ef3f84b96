import type { Context } from '@/lib/access/context'
import type { SignInDeps } from '../login-pages'
import { beginTrip } from '../trips'
import type { SyncModule } from './scopes'

/**
 * What a member signs in for: to enable a module, with what she had chosen for it (JSON, handed back as it is), or so
 * that her access works again.
 */
export type DelegatedPurpose = { purpose: 'enable-module'; settings: unknown } | { purpose: 'reconnect' }

/**
 * The address at which a member signs in to Microsoft 365 for a module (I3): absolute, on our own host, good for ten
 * minutes, once, and only in a browser that is signed in to the CRM as that member.
 */
export async function startDelegatedSignIn(
  context: Context,
  deps: Pick<SignInDeps, 'appUrl'>,
  about: { module: SyncModule; returnTo: string } & DelegatedPurpose,
): Promise<{ signInUrl: string }> {
  const { state } = await beginTrip(context, about)
  return { signInUrl: `${deps.appUrl}/api/microsoft/sign-in/${state}` }
}
