import { z } from 'zod'
import { decodeCursor, encodeCursor, type Position } from './cursor'

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Query members of every list. `cursor` arrives in `run` as the position after which the page starts. */
export const listQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(200))
    .default(50)
    .meta({ description: '1 to 200' }),
  cursor: z
    .string()
    .max(200)
    .transform(decodeCursor)
    .optional()
    .meta({ description: '`nextCursor` of the page before' }),
})

/** Query members of lists of records. */
export const recordListQuery = listQuery.extend({
  updatedSince: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .meta({ description: 'inclusive' }),
  search: z.string().trim().max(200).optional().meta({ description: 'word beginnings, digits of phones' }),
  ownerId: z.guid().optional(),
  deleted: flag.optional().meta({ description: 'true: the recycle bin' }),
})

/** Path members of one thing. What is no id of ours is answered with 404, like an id that does not exist. */
export const idParams = z.object({ id: z.guid() })

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** A page of views in the form of the contract. */
export function pageOf<View, Json>(
  found: { items: readonly View[]; next: Position | null },
  toJson: (view: View) => Json,
): { items: Json[]; nextCursor: string | null } {
  return { items: found.items.map(toJson), nextCursor: encodeCursor(found.next) }
}
