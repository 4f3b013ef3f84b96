import { z } from 'zod'
import { type Field, fieldSchemas, requiredText } from './field'

/** The values of a list of fields: text, never empty; null where there is none. */
export type ValuesOf<List extends readonly Field[]> = {
  [F in List[number] as F['name']]: F['required'] extends true ? string : string | null
}

type SchemaOf<F extends Field> = F['required'] extends true
  ? typeof requiredText
  : (typeof fieldSchemas)[F['type']]

/** What a POST may say: required fields must be there. */
export type DraftShape<List extends readonly Field[]> = {
  [F in List[number] as F['name']]: F['required'] extends true ? SchemaOf<F> : z.ZodOptional<SchemaOf<F>>
} & { ownerId: typeof ownerId }

/** What a PATCH may say: every member is optional. */
export type PatchShape<List extends readonly Field[]> = {
  [F in List[number] as F['name']]: z.ZodOptional<SchemaOf<F>>
} & { ownerId: typeof ownerId }

const ownerId = z.guid().optional()

export function draftSchema<const List extends readonly Field[]>(
  fields: List,
): z.ZodObject<DraftShape<List>, z.core.$strict> {
  return objectOf<DraftShape<List>>(
    fields.map((field) => [field.name, field.required ? requiredText : fieldSchemas[field.type].optional()]),
  )
}

export function patchSchema<const List extends readonly Field[]>(
  fields: List,
): z.ZodObject<PatchShape<List>, z.core.$strict> {
  return objectOf<PatchShape<List>>(
    fields.map((field) => [
      field.name,
      (field.required ? requiredText : fieldSchemas[field.type]).optional(),
    ]),
  )
}

/** The cast is safe because both callers make one entry per field, of the schema that the shape's type names. */
function objectOf<Shape extends z.ZodRawShape>(
  entries: [string, z.ZodType][],
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject({ ...Object.fromEntries(entries), ownerId } as unknown as Shape)
}
