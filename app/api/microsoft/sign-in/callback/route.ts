import { type DomainError, UpstreamError } from '@/lib/errors'
import { log } from '@/lib/log'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { takeSignInAnswer } from '@/lib/microsoft/identity/sign-in/take-sign-in-answer'
import { contextOf, findSession } from '@/lib/web/context'
import { backToScreen, explainOnScreen, MICROSOFT_SCREEN, signInFirst } from '../../back-to-screen'
import { afterSignIn } from './after-sign-in'

/**
 * Where Microsoft's sign-in page sends people back to, for all trips. OAuth makes this a GET that changes something; it
 * needs a state that this very member was given, once, and a code that only Microsoft can have issued for it.
 */
export async function GET(request: Request): Promise<Response> {
  const viewer = await findSession()
  if (viewer === null) return signInFirst(MICROSOFT_SCREEN)
  const context = await contextOf(viewer)
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const deps = signInDeps(context)
    const outcome = await takeSignInAnswer(context, deps, query)
    if (outcome.kind === 'refused') {
      log.warn({ code: outcome.refusal.code, upstream: upstreamCode(outcome.refusal) }, 'sign-in refused')
      return explainOnScreen(outcome.refusal, outcome.returnTo)
    }
    return backToScreen(await afterSignIn(context, deps, outcome), outcome.returnTo)
  } catch (error) {
    return explainOnScreen(error)
  }
}

/** Microsoft's own code, without its words: they may name people. */
function upstreamCode({ cause }: DomainError): string | undefined {
  return cause instanceof UpstreamError ? cause.details.code : undefined
}
