import 'server-only'
import { redirect } from 'next/navigation'
import { endAllOwnSessions } from '@/lib/access/sessions/own-sessions'
import { sessionContext } from '../context'
import { localPath } from '../local-path'
import { SignInRefused, signIn, signOut } from './auth'
import { MICROSOFT_PROVIDER } from './microsoft-provider'

type Destination = { /** Path of this app to go to afterwards. */ returnTo?: string | undefined }

/**
 * Signs in and goes on to `returnTo`. Call it from a server action.
 * @throws DomainError `wrong-credentials`, `rate-limited`, `deactivated`.
 */
export async function signInByPassword(
  form: { email: string; password: string } & Destination,
): Promise<never> {
  try {
    await signIn('credentials', { email: form.email, password: form.password, redirect: false })
  } catch (error) {
    if (error instanceof SignInRefused) throw error.refusal
    throw error
  }
  redirect(localPath(form.returnTo))
}

/**
 * Sends the browser to Microsoft's sign-in page. What goes wrong there comes back as `/sign-in?error=<code>`. Somebody
 * without an account comes back as an arrival. `silent`: whoever is signed in at Microsoft is not asked as whom.
 */
export async function signInByMicrosoft({
  returnTo,
  silent = false,
}: Destination & { silent?: boolean }): Promise<never> {
  const params = silent ? {} : { prompt: 'select_account' }
  return signIn(MICROSOFT_PROVIDER, { redirectTo: localPath(returnTo) }, params)
}

export async function signOutHere(returnTo = '/sign-in'): Promise<never> {
  return signOut({ redirectTo: localPath(returnTo) })
}

/** Ends every session of the person, on whatever device, this one included. */
export async function signOutEverywhere(): Promise<never> {
  await endAllOwnSessions(await sessionContext())
  return signOutHere()
}
