import type { Context } from '@/lib/access/context'
import type { SignInDeps } from '../login-pages'
import { beginTrip } from '../trips'
import type { SyncModule } from './scopes'

/**
 * The address at which a member signs in to Microsoft 365 for a module (I3): absolute, on our own host, good for ten
 * minutes, once, and only in a browser that is signed in to the CRM as that member.
 */
export async function startDelegatedSignIn(
  context: Context,
  deps: Pick<SignInDeps, 'appUrl'>,
  about: { module: SyncModule; purpose: 'enable-module' | 'reconnect'; returnTo: string },
): Promise<{ signInUrl: string }> {
  const { state } = await beginTrip(context, about)
  return { signInUrl: `${deps.appUrl}/api/microsoft/sign-in/${state}` }
}
