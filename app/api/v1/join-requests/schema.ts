import { z } from 'zod'
import type { JoinRequestView } from '@/lib/access/join-requests/list-join-requests'

export const JoinRequestJson = z.object({
  id: z.string(),
  name: z.string(),
  upn: z.string(),
  mail: z.string().nullable(),
  message: z.string().nullable(),
  status: z.enum(['pending', 'approved', 'declined']),
  requestedAt: z.iso.datetime(),
  decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  decidedAt: z.iso.datetime().nullable(),
})

export const joinRequestJson = (request: JoinRequestView): z.input<typeof JoinRequestJson> => ({
  ...request,
  requestedAt: request.requestedAt.toISOString(),
  decidedAt: request.decidedAt?.toISOString() ?? null,
})
