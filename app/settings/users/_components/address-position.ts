import { decodePosition, encodePosition } from '@/components/crm/list-position'
import type { Position } from '@/lib/access/newest-first'

/** The end of a page in a form that fits into an address. */
export const textOfPosition = ({ at, id }: Position): string => encodePosition({ key: at.toISOString(), id })

/** Undefined for anything that `textOfPosition` did not write: the list then starts at its beginning. */
export function positionOfText(text: unknown): Position | undefined {
  const position = decodePosition(typeof text === 'string' ? text : undefined)
  const at = new Date(position?.key ?? Number.NaN)
  return position && !Number.isNaN(at.getTime()) ? { at, id: position.id } : undefined
}
