import { z } from 'zod'

/** What every form that deletes something for good asks for. */
export const erasureInput = {
  password: z.string().max(1000).nullable().default(null),
  containers: z.enum(['remove', 'keep']).default('remove'),
}
