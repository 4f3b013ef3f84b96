import { z } from 'zod'

/**
 * What a field of a record holds. `text`, `email`, `phone` and `url` are one line of up to 255 characters, `multiline`
 * may break lines within the same length, `longText` goes up to 32,000 characters, `day` is YYYY-MM-DD.
 */
export type FieldType = 'text' | 'multiline' | 'longText' | 'email' | 'phone' | 'url' | 'day'

export type Field<Name extends string = string> = {
  readonly name: Name
  readonly type: FieldType
  readonly required: boolean
}

export const textLimit = 255
export const longTextLimit = 32_000

// PostgreSQL stores neither U+0000 nor half of a surrogate pair; no other control character has a use in a field.
const unstorable = /(?![\n\t])\p{Cc}|\p{Cs}/gu

const cleaned = (text: string) => text.replace(/\r\n?/g, '\n').replace(unstorable, '').trim()
const inOneLine = (text: string) => cleaned(text).replace(/\s*[\n\u2028\u2029]\s*/g, ' ')
const emptyToNull = (text: string) => (text === '' ? null : text)

const refusal = (code: string, message: string) => ({ params: { code }, message })

/** In Unicode characters, as `maxLength` of JSON Schema counts: an emoji is not two. */
const shorter = (limit: number) => (text: string | null) =>
  text === null || text.length <= limit || Array.from(text).length <= limit

function textSchema(normalise: (text: string) => string, limit: number) {
  return z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : emptyToNull(normalise(text))))
    .refine(shorter(limit), refusal('too-long', `At most ${limit} characters.`))
    .meta({ maxLength: limit })
}

const oneLine = textSchema(inOneLine, textLimit)

/** Lenient on purpose: mailboxes hold addresses such as `anna@intranet` that a stricter rule would refuse. */
const isEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text)

/** The schema of an optional field of each type: it normalises (trims, empty becomes null) and checks. */
export const fieldSchemas = {
  text: oneLine,
  phone: oneLine,
  url: oneLine,
  email: oneLine.refine(
    (text) => text === null || !shorter(textLimit)(text) || isEmail(text),
    refusal('invalid', 'Not an e-mail address.'),
  ),
  multiline: textSchema(cleaned, textLimit),
  longText: textSchema(cleaned, longTextLimit),
  day: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : emptyToNull(text.trim())))
    .refine((text) => text === null || isDay(text), refusal('invalid', 'Not a day as YYYY-MM-DD.'))
    .meta({ format: 'date' }),
} satisfies Record<FieldType, z.ZodType<string | null, string | null>>

/** One line of text that must be there. */
export const requiredText = z
  .string()
  .transform(inOneLine)
  .refine((text) => text !== '', refusal('required', 'Must be filled.'))
  .refine(shorter(textLimit), refusal('too-long', `At most ${textLimit} characters.`))
  .meta({ minLength: 1, maxLength: textLimit })

export type FieldVerdict = { ok: true; value: string | null } | { ok: false; code: string }

/**
 * What a field would hold after it was given `value`, or the code of the refusal (`too-long`, `invalid`, `required`).
 * For writers that take over field by field what fits, such as the sync and the import.
 */
export function acceptFieldValue(field: Field, value: string | null): FieldVerdict {
  if (field.required && value === null) return { ok: false, code: 'required' }
  const schema = field.required ? requiredText : fieldSchemas[field.type]
  const result = schema.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  const [issue] = result.error.issues
  return { ok: false, code: issue?.code === 'custom' ? String(issue.params?.code) : 'invalid' }
}

/** Whether a text is a day of the calendar as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
