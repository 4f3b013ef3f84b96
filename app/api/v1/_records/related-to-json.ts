import { z } from 'zod'

/** The contact or lead that a meeting or task is about, as answers tell it. */
export const RelatedToJson = z.object({ type: z.enum(['contact', 'lead']), id: z.string() }).nullable()
