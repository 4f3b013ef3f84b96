import type { z } from 'zod'
import type { FieldProblem } from '@/lib/errors'

/**
 * What is wrong with which member, as the contract names it. `readable` are the members that an answer has: naming one
 * of them in a body that does not take it is `read-only`, naming any other is `unknown`. Parse with `reportInput`, or
 * a missing member cannot be told from a wrong one.
 */
export function fieldProblems(
  error: z.core.$ZodError,
  readable: ReadonlySet<string> = new Set(),
): FieldProblem[] {
  return error.issues.flatMap((issue): FieldProblem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const readOnly = issue.path.length === 0 && readable.has(key)
        return {
          pointer: jsonPointer([...issue.path, key]),
          code: readOnly ? 'read-only' : 'unknown',
          message: readOnly ? 'This member cannot be written.' : 'There is no such member.',
        }
      })
    }
    return [{ pointer: jsonPointer(issue.path), code: problemCode(issue), message: issue.message }]
  })
}

/** RFC 6901. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** A schema's own check chooses its code with `ctx.addIssue({ code: 'custom', params: { code } })`. */
function problemCode(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      return issue.input === undefined || issue.input === null ? 'required' : 'invalid'
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1 ? 'required' : 'too-small'
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'too-big'
    case 'custom':
      return typeof issue.params?.code === 'string' ? issue.params.code : 'invalid'
    default:
      return 'invalid'
  }
}
