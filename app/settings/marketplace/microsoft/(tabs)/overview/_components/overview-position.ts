import { decodePosition, encodePosition } from '@/components/crm/list-position'
import type { OverviewPosition } from '@/lib/sync/overview/list-overview'

/** The end of a page in a form that fits into an address. */
export const textOfPosition = ({ key, memberId, module }: OverviewPosition): string =>
  encodePosition({ key: `${module}:${key}`, id: memberId })

/** Undefined for anything that `textOfPosition` did not write: the list then starts at its beginning. */
export function positionOfText(text: string | undefined): OverviewPosition | undefined {
  const position = decodePosition(text)
  const [, module, key] = /^(\w+):(.*)$/s.exec(position?.key ?? '') ?? []
  return position && module !== undefined && key !== undefined
    ? { key, memberId: position.id, module }
    : undefined
}
