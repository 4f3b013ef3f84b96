import { takeConsentAnswer } from '@/lib/microsoft/identity/consent/take-consent-answer'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { contextOf, findSession } from '@/lib/web/context'
import { explainOnScreen, MICROSOFT_SCREEN, sendTo, signInFirst } from '../back-to-screen'
import type { OutcomeCode } from '../outcome-codes'

/**
 * Where Microsoft's admin consent page sends the administrator back to. OAuth makes this a GET that changes something;
 * it only uses up a state that the same member was given ten minutes ago at most, and proves nothing yet.
 * Without a state there is no telling whose tenant it is, so nothing is connected: the screen says which step is left.
 */
export async function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const screen = query.state === undefined ? afterConsentElsewhere(query) : MICROSOFT_SCREEN
  const viewer = await findSession()
  if (viewer === null) return signInFirst(screen)
  if (query.state === undefined) return sendTo(screen)
  const context = await contextOf(viewer)
  try {
    const { signInUrl } = await takeConsentAnswer(context, signInDeps(context), query)
    return sendTo(signInUrl)
  } catch (error) {
    return explainOnScreen(error)
  }
}

/** The screen after an answer that nobody here has asked for: the consent was begun on Microsoft's side. */
function afterConsentElsewhere({ error }: Record<string, string>): string {
  const code: OutcomeCode = error === undefined ? 'consented-elsewhere' : 'consent-declined'
  return `${MICROSOFT_SCREEN}?microsoft=${code}`
}
