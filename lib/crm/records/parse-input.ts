import type { z } from 'zod'
import { DomainError, type FieldProblem } from '@/lib/errors'

/**
 * Parses many inputs at once. Pointers start with the input's position, as in `/3/email`.
 * @throws DomainError `validation` naming every problem of every input.
 */
export function parseInputs<T>(schema: z.ZodType<T>, inputs: readonly unknown[]): T[] {
  const problems: FieldProblem[] = []
  const parsed = inputs.flatMap((input, position) => {
    const result = schema.safeParse(input, { reportInput: true })
    if (result.success) return [result.data]
    problems.push(...result.error.issues.flatMap((issue) => problemsOf(issue, position)))
    return []
  })
  if (problems.length > 0) throw new DomainError('validation', { errors: problems })
  return parsed
}

const mayBeMissing: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union'])

function problemsOf(issue: z.core.$ZodIssue, position: number): FieldProblem[] {
  const pointer = `/${[position, ...issue.path.map(String)].join('/')}`
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${key}`,
      code: 'unknown',
      message: 'No such member.',
    }))
  }
  if (issue.code === 'custom') {
    return [{ pointer, code: String(issue.params?.code ?? 'invalid'), message: issue.message }]
  }
  const missing = mayBeMissing.has(issue.code) && (issue.input === undefined || issue.input === null)
  return [{ pointer, code: missing ? 'required' : 'invalid', message: issue.message }]
}

/** Runs a bulk verb for one record: its refusals speak of `/email`, not of `/0/email`. */
export async function forOne<T>(verb: () => Promise<readonly T[]>): Promise<T> {
  try {
    const [only] = await verb()
    if (only === undefined) throw new Error('A bulk verb answers with one result per input.')
    return only
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.errors === undefined) throw error
    const errors = error.details.errors.map((problem) => ({ ...problem, pointer: problem.pointer.slice(2) }))
    throw new DomainError(error.code, { ...error.details, errors })
  }
}
