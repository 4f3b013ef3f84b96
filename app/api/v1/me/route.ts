import { z } from 'zod'
import { readSelf, updateSelf } from '@/lib/access/members/self'
import { TimeZone } from '@/lib/access/time-zone'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'

const Locale = z.enum(['en', 'fr']).nullable()

const Me = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: Locale,
  timeZone: z.string(),
  profile: z.object({ id: z.string(), name: z.string(), permissions: z.array(z.string()) }),
  organisation: z.object({ id: z.string(), name: z.string() }),
})

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/me', {
  GET: apiRoute({
    summary: 'Whom the API key acts as',
    tag: 'People',
    response: Me,
    run: (context) => readSelf(context),
  }),
  PATCH: apiRoute({
    summary: 'Change own language and time zone',
    tag: 'People',
    body: z.strictObject({ locale: Locale.optional(), timeZone: TimeZone.optional() }),
    response: Me,
    run: (context, { body }) => updateSelf(context, body),
  }),
})
