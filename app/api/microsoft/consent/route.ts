import { takeConsentAnswer } from '@/lib/microsoft/identity/consent/take-consent-answer'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { contextOf, findSession } from '@/lib/web/context'
import { explainOnScreen, MICROSOFT_SCREEN, sendTo, signInFirst } from '../back-to-screen'

/**
 * Where Microsoft's admin consent page sends the administrator back to. OAuth makes this a GET that changes something;
 * it only uses up a state that the same member was given ten minutes ago at most, and proves nothing yet.
 */
export async function GET(request: Request): Promise<Response> {
  const viewer = await findSession()
  if (viewer === null) return signInFirst(MICROSOFT_SCREEN)
  const context = await contextOf(viewer)
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const { signInUrl } = await takeConsentAnswer(context, signInDeps(context), query)
    return sendTo(signInUrl)
  } catch (error) {
    return explainOnScreen(error)
  }
}
