import { z } from 'zod'

/**
 * Our marks in a mailbox: named extended properties under a GUID of our own. They are never echoed and can be read
 * only by asking for them by id, spelled exactly alike
 * (learn.microsoft.com/graph/api/resources/extended-properties-overview).
 */
const guid = '{3c8f2f5a-7b1d-4d3e-9a43-6f2f0d9f5b21}'

/** On a container: the member it belongs to. */
export const containerMark = `String ${guid} Name TandemMember`
/** On an item: the record it was made from. */
export const recordMark = `String ${guid} Name TandemRecord`

export const withMark = (mark: string, value: string) => ({
  singleValueExtendedProperties: [{ id: mark, value }],
})

/** The query option that brings a mark along; blanks and braces percent-encoded as Graph demands. */
export const expandMark = (mark: string) =>
  `$expand=singleValueExtendedProperties($filter=${encodeURIComponent(`id eq '${mark}'`)})`

/** The query option that finds items by a mark's value. */
export const filterByMark = (mark: string, value: string) =>
  `$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${mark}' and ep/value eq '${value}')`)}`

type Marked = {
  singleValueExtendedProperties?: { id: string; value?: string | null | undefined }[] | null | undefined
}

/** A mark's value on something that was asked for with `expandMark`. Ids are compared without case, as Graph may re-spell the GUID. */
export function markOf(entry: Marked, mark: string): string | null {
  const found = entry.singleValueExtendedProperties?.find(({ id }) => id.toLowerCase() === mark.toLowerCase())
  return found?.value ?? null
}

const MarkedEntry = z.object({
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string().nullish() })).nullish(),
})

/** The record mark of an item that was asked for with `expandMark`. */
export function recordMarkOf(json: unknown): string | null {
  const { data } = MarkedEntry.safeParse(json)
  return data ? markOf(data, recordMark) : null
}
