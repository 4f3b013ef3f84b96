import { z } from 'zod'
import { decodePosition, encodePosition } from '@/components/crm/list-position'

export const activityActions = [
  'created',
  'updated',
  'deleted',
  'matched',
  'conflict',
  'unlinked',
  'skipped',
  'failed',
] as const

/** What an address of the activity asks for; what it does not understand it leaves out. */
export const ActivityQuery = z.object({
  action: z.enum(activityActions).optional().catch(undefined),
  direction: z.enum(['toCrm', 'toMicrosoft']).optional().catch(undefined),
  record: z.guid().optional().catch(undefined),
  run: z.guid().optional().catch(undefined),
  after: z.string().optional().catch(undefined),
})
export type ActivityQuery = z.infer<typeof ActivityQuery>

/** The address of a page with a query; what is undefined is left out. */
export function withQuery(
  path: string,
  query: Partial<Record<keyof ActivityQuery, string | undefined>>,
): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`
}

type Position = { at: Date; id: string }

export function positionOf(text: string | undefined): Position | undefined {
  const position = decodePosition(text)
  const at = new Date(position?.key ?? Number.NaN)
  return position && !Number.isNaN(at.getTime()) ? { at, id: position.id } : undefined
}

export const positionText = ({ at, id }: Position): string => encodePosition({ key: at.toISOString(), id })
