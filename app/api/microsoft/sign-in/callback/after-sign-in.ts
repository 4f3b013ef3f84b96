import type { Context } from '@/lib/access/context'
import type { SignInOutcome } from '@/lib/microsoft/identity/sign-in/take-sign-in-answer'
import type { OutcomeCode } from '../../outcome-codes'

/** Goes on with what waited for the sign-in and names the code that the screen explains. */
export async function afterSignIn(
  _context: Context,
  outcome: Exclude<SignInOutcome, { kind: 'refused' }>,
): Promise<OutcomeCode> {
  return outcome.kind
}
