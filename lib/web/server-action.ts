import 'server-only'
import type { z } from 'zod'
import { requirePermission } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import { DomainError, type DomainErrorDetails } from '@/lib/errors'
import { contextOf, findSession, type SessionContext } from './context'
import { fieldProblems } from './field-problems'

/** What an action answers: data for the screen, or the code of a refusal for which the screen has the words. */
export type ActionResult<Data> = { ok: true; data: Data } | ActionRefusal

export type ActionRefusal = {
  ok: false
  code: string
  /** Code of the first problem of each field, by its name; parts of a nested one are joined by dots. */
  fields?: Record<string, string>
  details?: Pick<DomainErrorDetails, 'permission' | 'retryAfterSeconds' | 'data'>
}

type Options<Input extends z.ZodType, Data> = {
  input: Input
  permission?: Permission
  run(context: SessionContext, input: z.output<Input>): Promise<Data>
}

/**
 * A server action of somebody who is signed in. Identity comes first, so that strangers learn nothing; rights over the
 * very row are for the verb to check. Takes an object, or a form whose field names are the schema's. Only refusals
 * become results: redirects and bugs pass through.
 */
export function serverAction<Input extends z.ZodType, Data>({
  input,
  permission,
  run,
}: Options<Input, Data>) {
  return async (given: z.input<Input> | FormData): Promise<ActionResult<Data>> => {
    const viewer = await findSession()
    if (viewer === null) return { ok: false, code: 'unauthenticated' }
    const context = await contextOf(viewer)
    try {
      if (permission !== undefined) requirePermission(context, permission)
      return { ok: true, data: await run(context, parse(input, given)) }
    } catch (error) {
      if (error instanceof DomainError) return refusal(error)
      throw error
    }
  }
}

/** The same for somebody who need not be signed in: sign-in, first set-up. */
export function publicAction<Input extends z.ZodType, Data>(options: {
  input: Input
  run(input: z.output<Input>): Promise<Data>
}) {
  return async (given: z.input<Input> | FormData): Promise<ActionResult<Data>> => {
    try {
      return { ok: true, data: await options.run(parse(options.input, given)) }
    } catch (error) {
      if (error instanceof DomainError) return refusal(error)
      throw error
    }
  }
}

function parse<Input extends z.ZodType>(schema: Input, given: unknown): z.output<Input> {
  const parsed = schema.safeParse(given instanceof FormData ? fieldsOf(given) : given, { reportInput: true })
  if (parsed.success) return parsed.data
  throw new DomainError('validation', { errors: fieldProblems(parsed.error) })
}

/** React adds fields of its own to a form that calls an action; their names start with `$ACTION_`. */
function fieldsOf(form: FormData): Record<string, FormDataEntryValue> {
  return Object.fromEntries([...form].filter(([name]) => !name.startsWith('$ACTION_')))
}

function refusal({ code, details }: DomainError): ActionRefusal {
  const { permission, retryAfterSeconds, data, errors } = details
  const told = {
    ...(permission === undefined ? {} : { permission }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(data === undefined ? {} : { data }),
  }
  const fields: Record<string, string> = {}
  for (const problem of errors ?? []) fields[fieldName(problem.pointer)] ??= problem.code
  return {
    ok: false,
    code,
    ...(errors === undefined ? {} : { fields }),
    ...(Object.keys(told).length === 0 ? {} : { details: told }),
  }
}

const fieldName = (pointer: string): string =>
  pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')
