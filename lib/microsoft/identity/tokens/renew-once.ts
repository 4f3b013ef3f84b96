import { randomUUID } from 'node:crypto'
import { UpstreamError } from '@/lib/errors'
import type { IdentityDeps } from '../identity-deps'

export type HeldToken = {
  /** Changes with every renewal; null before the first. */
  version: string | null
  accessToken: string | null
  expiresAt: Date | null
}

/** Where one access token is kept and how it is renewed. Shared by all processes. */
export type TokenSlot = {
  /** @throws CredentialError when a person has to act before anything can be renewed */
  read(): Promise<HeldToken>
  /** Takes the right to renew `version` until then; false when it is taken, or that version has been replaced. */
  lease(holder: string, version: string | null, until: Date): Promise<boolean>
  /** Asks Microsoft, stores the answer and gives the lease back. */
  renew(holder: string): Promise<string>
  release(holder: string): Promise<void>
}

/** Renewed this long before it expires, so that no request sets out with a token that dies on the way. */
const MARGIN_MS = 5 * 60_000
/** Longer than one request to the token endpoint may take. */
const LEASE_MS = 30_000
const POLL_MS = 40
const PATIENCE_MS = 15_000

/**
 * The slot's token, renewed by exactly one of all who find it stale at the same time; the others wait for the result.
 * No transaction and no connection is held meanwhile. With `forceRefresh` the token that is stored now counts as stale.
 * @throws CredentialError, UpstreamError `wait`
 */
export async function renewOnce(
  deps: Pick<IdentityDeps, 'now' | 'sleep'>,
  slot: TokenSlot,
  forceRefresh: boolean,
): Promise<string> {
  const sleep = deps.sleep ?? wallClockSleep
  const stale = await slot.read()
  if (!forceRefresh && stale.accessToken !== null && lives(stale, deps.now(), MARGIN_MS))
    return stale.accessToken

  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
    const holder = randomUUID()
    if (await slot.lease(holder, stale.version, new Date(deps.now().getTime() + LEASE_MS))) {
      return renewUnderLease(deps, slot, holder, forceRefresh ? null : stale)
    }
    await sleep(POLL_MS)
    const current = await slot.read()
    if (current.accessToken !== null && current.version !== stale.version) return current.accessToken
  }
  throw new UpstreamError('wait', { code: 'refresh-under-way', retryAfterMs: 1000 })
}

async function renewUnderLease(
  deps: Pick<IdentityDeps, 'now'>,
  slot: TokenSlot,
  holder: string,
  fallback: HeldToken | null,
): Promise<string> {
  try {
    return await slot.renew(holder)
  } catch (error) {
    await slot.release(holder)
    const canWait = error instanceof UpstreamError && error.remedy === 'wait'
    if (canWait && fallback?.accessToken && lives(fallback, deps.now(), 0)) return fallback.accessToken
    throw error
  }
}

function lives(token: HeldToken, now: Date, marginMs: number): boolean {
  return token.expiresAt !== null && token.expiresAt.getTime() - now.getTime() > marginMs
}

function wallClockSleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
