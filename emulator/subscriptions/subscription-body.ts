import { z } from 'zod'
import { GraphError } from '../graph/graph-error'

const changeTypes = ['created', 'updated', 'deleted']
const oneMinuteMs = 60_000

/** Real Graph takes https only; the app on the same machine may be plain http. */
const webhookUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}, 'must be an HTTPS address')

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'must be a date and time')

const ignoredFields = {
  latestSupportedTlsVersion: z.string().nullish(),
  includeResourceData: z
    .literal(false, 'Notifications with resource data are not covered by this emulator')
    .nullish(),
}

const createBody = z.strictObject({
  changeType: z
    .string()
    .refine(
      (text) => text.split(',').every((type) => changeTypes.includes(type.trim().toLowerCase())),
      "must be a list of 'created', 'updated', 'deleted'",
    ),
  notificationUrl: webhookUrl,
  lifecycleNotificationUrl: webhookUrl.nullish(),
  resource: z.string().min(1),
  expirationDateTime: instant,
  clientState: z.string().max(128).nullish(),
  ...ignoredFields,
})

/** Everything else is fixed at the create. */
const patchBody = z.strictObject({
  expirationDateTime: instant.optional(),
  notificationUrl: webhookUrl.optional(),
})

export const parseSubscription = (body: unknown) => parsed(createBody, body)
export const parseSubscriptionPatch = (body: unknown) => parsed(patchBody, body)

function parsed<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw invalidRequest(`${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'not valid'}`)
}

/**
 * The expiration that is granted: one that is too near is moved to 45 minutes without a word, one that is too far is
 * refused. learn.microsoft.com/graph/api/resources/subscription
 */
export function grantedExpiration(asked: string, maximumMinutes: number, now: Date): string {
  const askedMs = Date.parse(asked)
  if (askedMs <= now.getTime()) throw invalidRequest('expirationDateTime must be a time in the future.')
  if (askedMs > now.getTime() + maximumMinutes * oneMinuteMs)
    throw invalidRequest(`Subscription expiration can only be ${maximumMinutes} minutes in the future.`)
  const grantedMs = Math.max(askedMs, now.getTime() + 45 * oneMinuteMs)
  return `${new Date(grantedMs).toISOString().slice(0, 19)}Z`
}

export const invalidRequest = (message: string) => new GraphError(400, 'InvalidRequest', message)

const isLoopback = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
