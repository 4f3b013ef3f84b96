import type { Canonical, Sides } from './types'

export type FieldDecision = 'keep' | 'to-microsoft' | 'to-crm' | 'agreed' | 'conflict'

/**
 * Decides one field of a linked record.
 * `base` is what each side held after the last successful sync, `now` what each holds at present. Each side is
 * compared with its own past only, so a mapping that loses detail (five priorities to three) never looks like an
 * edit (A4). `agree` tells whether two edited values mean the same under the mapping.
 * Never throws. A conflict is an ordinary result: the connection's policy settles it, and the loser is kept (A1).
 */
export function decideField<V extends Canonical>(
  base: Sides<V>,
  now: Sides<V>,
  agree: (now: Sides<V>) => boolean,
): FieldDecision {
  const crmChanged = now.crm !== base.crm
  const microsoftChanged = now.microsoft !== base.microsoft
  if (!crmChanged && !microsoftChanged) return 'keep'
  if (!microsoftChanged) return 'to-microsoft'
  if (!crmChanged) return 'to-crm'
  return agree(now) ? 'agreed' : 'conflict'
}

/**
 * Decides one field of a pair that has no common past, because it was just matched (C5) or the field was just mapped:
 * a filled value beats an empty one, and two different ones are a conflict.
 */
export function decideFirstMatch<V extends Canonical>(
  now: Sides<V>,
  agree: (now: Sides<V>) => boolean,
): FieldDecision {
  if (agree(now)) return 'agreed'
  if (now.microsoft === null) return 'to-microsoft'
  if (now.crm === null) return 'to-crm'
  return 'conflict'
}
