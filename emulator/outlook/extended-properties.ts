import { GraphError } from '../graph/graph-error'

/** Extended properties of one item: the id exactly as it was written → value. */
export type ExtendedProperties = Record<string, string>

const types =
  'String|Integer|Long|Short|Boolean|Double|Float|Currency|SystemTime|CLSID|Binary|ApplicationTime'
const guid = '\\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\}'
const idForm = new RegExp(`^(?:${types}) (?:${guid} (?:Name \\S.*|Id 0x[0-9A-Fa-f]+)|0x[0-9A-Fa-f]+)$`)

/** Three forms, one blank between the parts: learn.microsoft.com/graph/api/resources/extended-properties-overview */
export const isExtendedPropertyId = (id: string) => idForm.test(id)

/** Refuses an id that Exchange cannot parse. */
export function assertExtendedPropertyId(id: string): void {
  if (!isExtendedPropertyId(id))
    throw new GraphError(400, 'ErrorInvalidExtendedProperty', `The property id '${id}' is invalid.`)
}

/** Reads `singleValueExtendedProperties` of a request body. A value of `null` removes the property. */
export function parseExtendedProperties(body: unknown): Record<string, string | null> {
  if (!Array.isArray(body)) throw malformed()
  const properties: Record<string, string | null> = {}
  for (const entry of body) {
    if (typeof entry !== 'object' || entry === null) throw malformed()
    const { id, value } = entry as { id?: unknown; value?: unknown }
    if (typeof id !== 'string' || (typeof value !== 'string' && value !== null)) throw malformed()
    assertExtendedPropertyId(id)
    properties[id] = value
  }
  return properties
}

/** Lays a write over what is stored. */
export function withExtendedProperties(
  stored: ExtendedProperties,
  write: Record<string, string | null>,
): ExtendedProperties {
  const kept = Object.entries({ ...stored, ...write }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  return Object.fromEntries(kept)
}

function malformed() {
  return new GraphError(
    400,
    'RequestBodyRead',
    "A property of type 'singleValueLegacyExtendedProperty' must have an 'id' and a 'value', both strings.",
  )
}
