import { redirect } from 'next/navigation'
import { signInByMicrosoft } from '@/lib/web/auth/sign-in'
import { findSession } from '@/lib/web/context'

/**
 * Where the tile of Microsoft 365's app launcher leads, with nothing attached. The session at Microsoft is all there is,
 * so the sign-in asks nobody who she is unless she is several people there.
 */
export async function GET(): Promise<Response> {
  if ((await findSession()) !== null) redirect('/join')
  return signInByMicrosoft({ returnTo: '/join', silent: true })
}
