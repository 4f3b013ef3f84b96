import { DomainError, UpstreamError } from '@/lib/errors'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { lookForAccess } from '@/lib/sync/connections/find-access'
import type { RequiredModule } from './find-required'
import { inHerPlace } from './in-her-place'

/** Of those a module comes on for: how many have a mailbox, and how many have to sign in to Microsoft first. */
export type RequiredFigures = { ready: number; signIn: number }

const together = 4

/** Asks Microsoft about each; null when it gives no answer, for then the one cannot be told from the other. */
export async function countRequired(
  deps: SignInDeps,
  required: readonly RequiredModule[],
): Promise<RequiredFigures | null> {
  let ready = 0
  for (let start = 0; start < required.length; start += together) {
    const some = required.slice(start, start + together)
    const known = await Promise.all(some.map((one) => isKnown(deps, one))).catch(noAnswer)
    if (known === null) return null
    ready += known.filter(Boolean).length
  }
  return { ready, signIn: required.length - ready }
}

async function isKnown(deps: SignInDeps, required: RequiredModule): Promise<boolean> {
  try {
    return (await lookForAccess(inHerPlace(deps, required), deps, required.module)) !== null
  } catch (error) {
    // The mailbox is another member's: she has to sign in as somebody else.
    if (error instanceof DomainError && !tenantsFault.includes(error.code)) return false
    throw error
  }
}

const tenantsFault: readonly string[] = ['consent-revoked', 'credential-expired', 'sign-in-required']

function noAnswer(error: unknown): null {
  if (error instanceof UpstreamError || error instanceof DomainError) return null
  throw error
}
