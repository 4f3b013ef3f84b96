import type { z } from 'zod'
import { DomainError } from '@/lib/errors'
import { fieldProblems, jsonPointer } from '../field-problems'

const BODY_LIMIT_BYTES = 1_000_000

/** PostgreSQL's text cannot hold a NUL, and a lone surrogate has no UTF-8. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const malformed = (why: string) => new DomainError('malformed', { cause: new Error(why) })

/** @throws DomainError `malformed` for an unknown, repeated or wrong member. */
export function readQuery<Schema extends z.ZodType>(
  schema: Schema,
  params: URLSearchParams,
): z.output<Schema> {
  const given: Record<string, string> = {}
  for (const [name, value] of params) {
    if (Object.hasOwn(given, name)) throw malformed(`The query parameter "${name}" is given twice.`)
    if (UNSTORABLE.test(value)) throw malformed(`The query parameter "${name}" is not text.`)
    given[name] = value
  }
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const name = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
  throw malformed(
    issue?.code === 'unrecognized_keys'
      ? `There is no query parameter "${String(name)}".`
      : `The query parameter "${String(name)}" has a wrong value.`,
  )
}

/** @throws DomainError `not-found`: an id that cannot exist is answered like one that does not. */
export function readParams<Schema extends z.ZodType>(schema: Schema, params: unknown): z.output<Schema> {
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw new DomainError('not-found')
  return parsed.data
}

/** The body's text. @throws DomainError `too-large`. */
export async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT_BYTES)
    throw new DomainError('too-large')
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > BODY_LIMIT_BYTES) throw new DomainError('too-large')
  return new TextDecoder().decode(bytes)
}

/**
 * The body as the schema's output. No body is read as `{}`.
 * @throws DomainError `malformed` for broken JSON, `validation` with every problem at once.
 */
export async function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  readable: ReadonlySet<string>,
): Promise<z.output<Schema>> {
  let json: unknown
  try {
    json = text.trim() === '' ? {} : JSON.parse(text)
  } catch (cause) {
    throw new DomainError('malformed', { cause })
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    throw malformed('The body has to be a JSON object.')
  }
  const unstorable = pathOfUnstorableText(json, [])
  if (unstorable !== null) {
    const message = 'The text has characters that cannot be stored.'
    throw new DomainError('validation', {
      errors: [{ pointer: jsonPointer(unstorable), code: 'invalid', message }],
    })
  }
  const parsed = await schema.safeParseAsync(json, { reportInput: true })
  if (!parsed.success) throw new DomainError('validation', { errors: fieldProblems(parsed.error, readable) })
  return parsed.data
}

function pathOfUnstorableText(value: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, part] of Object.entries(value)) {
    if (UNSTORABLE.test(key)) return path
    const found = pathOfUnstorableText(part, [...path, key])
    if (found !== null) return found
  }
  return null
}
