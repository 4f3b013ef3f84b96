import { createHmac } from 'node:crypto'
import { secretsEqual } from '../protocol/signature'

/** The secret that the page's forms carry: another site can send a form to this port, but cannot read the page. */
export function pageToken(signingKey: string): string {
  return createHmac('sha256', signingKey).update('runner page').digest('base64url')
}

export function isPageToken(given: unknown, signingKey: string): boolean {
  return typeof given === 'string' && secretsEqual(given, pageToken(signingKey))
}
