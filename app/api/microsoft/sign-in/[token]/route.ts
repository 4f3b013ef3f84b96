import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { openSignIn } from '@/lib/microsoft/identity/sign-in/open-sign-in'
import { contextOf, findSession } from '@/lib/web/context'
import { explainOnScreen, sendTo, signInFirst } from '../../back-to-screen'
import { isNavigation } from '../../is-navigation'

/**
 * The link that the API hands out as `signInUrl`. It works once, in a browser signed in to the CRM as the member it was
 * made for; signed out, she signs in first and the link is still good.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  if (!isNavigation(request.headers)) return new Response(null, { status: 204 })
  const { token } = await params
  const viewer = await findSession()
  if (viewer === null) return signInFirst(`/api/microsoft/sign-in/${encodeURIComponent(token)}`)
  const context = await contextOf(viewer)
  try {
    const { authorizeUrl } = await openSignIn(context, signInDeps(context), token)
    return sendTo(authorizeUrl)
  } catch (error) {
    return explainOnScreen(error)
  }
}
