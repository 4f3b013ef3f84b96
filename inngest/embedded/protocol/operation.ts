import { z } from 'zod'

/** One entry of a 206 answer. `name` is a duration or date for a sleep; members the runner does not use are ignored. */
export const Operation = z.looseObject({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
})
export type Operation = z.infer<typeof Operation>

/** Text for people: what the function calls the step. */
export function operationTitle({ displayName, name, id }: Operation): string {
  return displayName ?? name ?? id
}
