import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { Arrival } from '@/lib/access/arrivals/arrivals'
import { countAttempt } from '@/lib/access/count-attempt'
import {
  acceptInvitation,
  type InvitationKey,
  type Newcomer,
} from '@/lib/access/invitations/accept-invitation'
import { hashOfSecret } from '@/lib/access/secret-token'
import { DomainError } from '@/lib/errors'
import { clientAddress } from '@/lib/web/auth/client-address'
import { openSession } from '@/lib/web/auth/open-session'
import { currentArrival } from '@/lib/web/context'
import { database } from '@/lib/web/database'

const PER_ADDRESS = { max: 100, windowMs: 15 * 60_000 }

/** What every form for accepting an invitation sends: the link's secret or the invitation found without it, and terms. */
export const acceptance = {
  token: z.string().min(1).max(200).optional(),
  invitationId: z.guid().optional(),
  terms: z.literal('on'),
  termsVersion: z.string().max(20),
}

type Acceptance = z.infer<z.ZodObject<typeof acceptance>>

/**
 * Makes a key of the form: the secret, else what the browser has proven about its user.
 * @throws DomainError `not-pending`.
 */
export function keyOf(
  { token, invitationId }: Acceptance,
  proof: { arrival: Arrival } | { accountId: string } | null,
): InvitationKey {
  if (token !== undefined) return { token }
  if (invitationId === undefined || proof === null) throw new DomainError('not-pending')
  return { invitationId, ...proof }
}

/** Accepts the invitation and goes on as the member that she has become. @throws what `acceptInvitation` throws. */
export async function comeIn(
  key: InvitationKey,
  newcomer: Newcomer,
  { termsVersion }: Acceptance,
): Promise<never> {
  const address = await refuseFlood()
  const about = { termsVersion, address, now: new Date() }
  const { accountId, memberId, bound } = await acceptInvitation(database(), key, newcomer, about)
  await openSession(accountId, { memberId, bound })
  redirect('/')
}

/** @throws DomainError `arrival-expired` where her sign-in at Microsoft is too long ago. */
export async function requireArrival(): Promise<Arrival> {
  const arrival = await currentArrival()
  if (arrival === null) throw new DomainError('arrival-expired')
  return arrival
}

/** Returns the network address that the attempt was counted for. */
export async function refuseFlood(): Promise<string> {
  const address = clientAddress(await headers())
  const key = `accept:address:${hashOfSecret(address)}`
  const retryAfterSeconds = await countAttempt(database(), key, PER_ADDRESS, new Date())
  if (retryAfterSeconds !== null) throw new DomainError('rate-limited', { retryAfterSeconds })
  return address
}
