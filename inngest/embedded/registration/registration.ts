import { z } from 'zod'

const Trigger = z.union([
  z.strictObject({ event: z.string().min(1).max(512), expression: z.string().optional() }),
  z.strictObject({ cron: z.string(), jitter: z.string().optional() }),
])
const Concurrency = z.strictObject({
  limit: z.number(),
  key: z.string().optional(),
  scope: z.enum(['fn', 'env', 'account']).optional(),
})

/** One function of a registration. Options that the runner refuses are let through here, to be named later. */
export const RegisteredFunction = z.looseObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(Trigger).max(10),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.string(),
      name: z.string(),
      runtime: z.strictObject({ type: z.string(), url: z.url() }),
      retries: z.strictObject({ attempts: z.int().min(0).optional() }).optional(),
    }),
  }),
  concurrency: z.union([z.number(), Concurrency, z.array(Concurrency)]).optional(),
  debounce: z
    .strictObject({ period: z.string(), key: z.string().optional(), timeout: z.string().optional() })
    .optional(),
  singleton: z.strictObject({ key: z.string().optional(), mode: z.string() }).optional(),
})
export type RegisteredFunction = z.infer<typeof RegisteredFunction>

/** The body of `POST /fn/register`; diagnostics of the SDK are ignored. */
export const Registration = z.looseObject({
  url: z.url(),
  appName: z.string().min(1),
  sdk: z.string().optional(),
  functions: z.array(z.looseObject({ id: z.string().min(1) })),
})
export type Registration = z.infer<typeof Registration>
