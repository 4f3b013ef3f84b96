import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNotNull, isNull, lt } from 'drizzle-orm'
import { microsoftSignIn } from '@/db/schema/microsoft'
import type { Actor, Context } from '@/lib/access/context'
import { hashOfSecret, newSecret } from '@/lib/access/secret-token'
import { DomainError } from '@/lib/errors'

/** A trip to Microsoft's pages and back, begun by one member and finished by nobody else. */
export type Trip = typeof microsoftSignIn.$inferSelect
export type TripPurpose = Trip['purpose']

/** What the sign-in leg of a trip carries through the browser. */
export type SignInLeg = { trip: Trip; state: string; nonce: string; codeChallenge: string }

const TRIP_MS = 10 * 60_000
const KEPT_MS = 24 * 3_600_000

/** The signed-in person that trips are bound to. @throws DomainError `unauthenticated` for jobs */
export function traveller(context: Context): Extract<Actor, { type: 'user' }> {
  if (context.actor.type !== 'user') throw new DomainError('unauthenticated')
  return context.actor
}

/** Begins a trip. The state is good for one leg, for ten minutes, for this member. */
export async function beginTrip(
  context: Context,
  about: { purpose: TripPurpose; module?: string; settings?: unknown; returnTo: string },
): Promise<{ state: string }> {
  const { memberId, accountId } = traveller(context)
  const now = context.now()
  const state = newSecret()
  await context.db
    .delete(microsoftSignIn)
    .where(lt(microsoftSignIn.expiresAt, new Date(now.getTime() - KEPT_MS)))
  await context.db.insert(microsoftSignIn).values({
    stateHash: hashOfSecret(state),
    purpose: about.purpose,
    organisationId: context.organisationId,
    memberId,
    accountId,
    module: about.module ?? null,
    settings: about.settings ?? null,
    returnTo: localPath(about.returnTo),
    createdAt: now,
    expiresAt: new Date(now.getTime() + TRIP_MS),
  })
  return { state }
}

/**
 * Uses the state of the first leg up and gives out the one of the sign-in, with its nonce and PKCE challenge.
 * @throws DomainError `trip-expired` (unknown, used or too old), `trip-of-another-user`
 */
export async function toSignInLeg(
  context: Context,
  state: string,
  claimedTenantId: string | null = null,
): Promise<SignInLeg> {
  const [next, nonce, codeVerifier] = [newSecret(), newSecret(), randomBytes(48).toString('base64url')]
  const [trip] = await context.db
    .update(microsoftSignIn)
    .set({ stateHash: hashOfSecret(next), nonce, codeVerifier, claimedTenantId })
    .where(and(isOpen(context, state), isNull(microsoftSignIn.nonce)))
    .returning()
  if (trip === undefined) throw await whyNot(context, state)
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  return { trip, state: next, nonce, codeChallenge }
}

/** Ends a trip, on whichever leg it is. @throws DomainError as `toSignInLeg` */
export async function endTrip(context: Context, state: string): Promise<Trip> {
  const [trip] = await context.db
    .update(microsoftSignIn)
    .set({ usedAt: context.now() })
    .where(isOpen(context, state))
    .returning()
  if (trip === undefined) throw await whyNot(context, state)
  return trip
}

/** The same, for an answer of the sign-in page: a state of the first leg is not accepted for it. */
export async function endSignInLeg(
  context: Context,
  state: string,
): Promise<Trip & { nonce: string; codeVerifier: string }> {
  const [trip] = await context.db
    .update(microsoftSignIn)
    .set({ usedAt: context.now() })
    .where(and(isOpen(context, state), isNotNull(microsoftSignIn.nonce)))
    .returning()
  if (trip === undefined) throw await whyNot(context, state)
  const { nonce, codeVerifier } = trip
  if (nonce === null || codeVerifier === null) throw new Error('the sign-in leg always has both')
  return { ...trip, nonce, codeVerifier }
}

function isOpen(context: Context, state: string) {
  const { memberId, accountId } = traveller(context)
  return and(
    eq(microsoftSignIn.stateHash, hashOfSecret(state)),
    eq(microsoftSignIn.organisationId, context.organisationId),
    eq(microsoftSignIn.memberId, memberId),
    eq(microsoftSignIn.accountId, accountId),
    isNull(microsoftSignIn.usedAt),
    gt(microsoftSignIn.expiresAt, context.now()),
  )
}

async function whyNot(context: Context, state: string): Promise<DomainError> {
  const [trip] = await context.db
    .select({ memberId: microsoftSignIn.memberId })
    .from(microsoftSignIn)
    .where(eq(microsoftSignIn.stateHash, hashOfSecret(state)))
  const another = trip !== undefined && trip.memberId !== traveller(context).memberId
  return new DomainError(another ? 'trip-of-another-user' : 'trip-expired')
}

/** A path of our own; anything else would make the trip an open redirect. */
function localPath(path: string): string {
  const probe = URL.canParse(path, 'http://own.invalid') ? new URL(path, 'http://own.invalid') : null
  if (!path.startsWith('/') || probe?.origin !== 'http://own.invalid') {
    throw new DomainError('validation', {
      errors: [{ pointer: '/returnTo', code: 'invalid', message: 'must be a path of this application' }],
    })
  }
  return `${probe.pathname}${probe.search}${probe.hash}`
}
