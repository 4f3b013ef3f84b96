import { z } from 'zod'
import { LoginEmail } from '@/lib/access/accounts/new-password'
import type { InvitationView } from '@/lib/access/invitations/list-invitations'

export const InvitationJson = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  profileId: z.string().nullable(),
  status: z.enum(['pending', 'accepted', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  invitedBy: z.object({ id: z.string(), name: z.string() }),
  microsoftUserId: z.string().nullable(),
})

export const invitationJson = (invitation: InvitationView): z.input<typeof InvitationJson> => ({
  ...invitation,
  createdAt: invitation.createdAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
})

export const InvitationBody = z.strictObject({
  email: LoginEmail,
  name: z.string().trim().min(1).max(255).nullish(),
  profileId: z.guid(),
  microsoftUserId: z.guid().toLowerCase().nullish(),
})
