import type { Context } from 'hono'
import { z } from 'zod'
import { GraphError } from '../graph/graph-error'

/** A call of the control API that cannot be carried out; the text goes back with the status. */
export class ControlError extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 501,
    message: string,
  ) {
    super(message)
  }
}

/** Reads a JSON body. @throws ControlError 400 with what is wrong with it */
export async function readJson<T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> {
  const sent: unknown = await context.req.json().catch(() => undefined)
  const parsed = schema.safeParse(sent ?? {})
  if (!parsed.success) throw new ControlError(400, z.prettifyError(parsed.error))
  return parsed.data
}

/** What Graph would refuse is refused here too. @throws ControlError 400 */
export function orControlError<T>(work: () => T): T {
  try {
    return work()
  } catch (failure) {
    if (failure instanceof GraphError) throw new ControlError(400, failure.message)
    throw failure
  }
}
