import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const prefixPattern = /^signkey-\w+-/

/**
 * The `x-inngest-signature` header of a call: HMAC-SHA256 over body and Unix seconds, with the text of the key (not
 * its bytes) after the `signkey-…-` prefix. `body` must be canonical JSON. The SDK accepts 5 minutes of difference.
 */
export function signCall(body: string, signingKey: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const key = signingKey.replace(prefixPattern, '')
  const mac = createHmac('sha256', key).update(body).update(String(seconds)).digest('hex')
  return `t=${seconds}&s=${mac}`
}

/** The bearer token with which the SDK authorizes its API requests: prefix and SHA-256 of the key's bytes. */
export function apiToken(signingKey: string): string {
  const prefix = prefixPattern.exec(signingKey)?.[0] ?? ''
  const bytes = Buffer.from(signingKey.slice(prefix.length), 'hex')
  return `${prefix}${createHash('sha256').update(bytes).digest('hex')}`
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function secretsEqual(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
