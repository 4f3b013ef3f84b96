import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import type { SignInOutcome } from '@/lib/microsoft/identity/sign-in/take-sign-in-answer'
import { dueConnections } from '@/lib/sync/connections/due'
import { continueAfterSignIn } from '@/lib/sync/connections/enable-connection'
import { recoverConnections } from '@/lib/sync/connections/recover'
import { processEngine } from '@/lib/sync/run/process-engine'
import { requestConnections, wakeSync } from '@/lib/web/wake'
import type { OutcomeCode } from '../../outcome-codes'

/**
 * Goes on with what waited for the sign-in and names the code that the screen explains. The sign-in itself stands,
 * also when the module cannot be enabled (any more).
 */
export async function afterSignIn(
  context: Context,
  deps: SignInDeps,
  outcome: Exclude<SignInOutcome, { kind: 'refused' }>,
): Promise<OutcomeCode> {
  if (outcome.kind === 'tenant-connected') {
    await recoverConnections(processEngine(context.db, wakeSync))
    await requestConnections(await dueConnections(context.db, context.now()))
    return outcome.kind
  }
  try {
    await requestConnections(await continueAfterSignIn(context, deps, outcome))
    return outcome.kind
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    log.warn({ code: error.code, module: outcome.module }, 'not enabled after the sign-in')
    return 'signed-in-but-not-enabled'
  }
}
