import { z } from 'zod'

/** Something of the CRM that a meeting or a task points at. */
export type Reference = { type: 'contact' | 'lead' | 'user'; id: string }

/** The contact or lead that a meeting or a task is about. */
export type RelatedTo = { type: 'contact' | 'lead'; id: string }

export const relatedTo = z.strictObject({ type: z.enum(['contact', 'lead']), id: z.guid() }).nullable()

/** The key of a reference in a map. */
export const referenceKey = ({ type, id }: Reference): string => `${type}:${id}`

type RelatedColumns = { relatedToType: RelatedTo['type'] | null; relatedToId: string | null }

export const relatedToRow = (related: RelatedTo | null): RelatedColumns => ({
  relatedToType: related?.type ?? null,
  relatedToId: related?.id ?? null,
})

export const relatedFromRow = ({ relatedToType: type, relatedToId: id }: RelatedColumns): RelatedTo | null =>
  type === null || id === null ? null : { type, id }
