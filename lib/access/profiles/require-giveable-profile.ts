import { and, eq } from 'drizzle-orm'
import { profile } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { refuseRightsBeyondOwn } from './refuse-rights-beyond-own'

/**
 * Makes sure that the profile is one of the organisation's, that the actor may give it, and that it stays there until
 * the transaction that `context.db` is has ended.
 * @throws DomainError `validation` for a profile that does not exist, `permission-required` for rights beyond her own.
 */
export async function requireGiveableProfile(context: Context, profileId: string): Promise<void> {
  const [given] = await context.db
    .select({ permissions: profile.permissions })
    .from(profile)
    .where(and(eq(profile.id, profileId), eq(profile.organisationId, context.organisationId)))
    .for('share')
  if (given === undefined) {
    const message = 'There is no such profile.'
    throw new DomainError('validation', { errors: [{ pointer: '/profileId', code: 'invalid', message }] })
  }
  refuseRightsBeyondOwn(context, given.permissions)
}
