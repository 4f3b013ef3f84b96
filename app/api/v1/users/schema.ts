import { z } from 'zod'
import type { MemberView } from '@/lib/access/members/member-rows'

export const UserJson = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  profileId: z.string(),
  status: z.enum(['active', 'deactivated']),
  microsoft: z.object({ upn: z.string() }).nullable(),
  lastSignInAt: z.iso.datetime().nullable(),
})

export const userJson = ({ hasLeft: _, ...member }: MemberView): z.input<typeof UserJson> => ({
  ...member,
  lastSignInAt: member.lastSignInAt?.toISOString() ?? null,
})
