import { createHash } from 'node:crypto'
import type { Preview } from './preview-tally'

/**
 * What a preview has shown, in a word: the figures by kind, side and reason, and what they are about. No secret: whoever
 * sends it back says no more than "this is what I have seen".
 */
export function sealOf({ samples: _, ...figures }: Preview, about: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([sorted(figures), sorted(about)]))
    .digest('base64url')
}

/** The same whatever order members were written in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([name, member]) => [name, sorted(member)])
}
