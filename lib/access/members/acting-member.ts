import { DomainError } from '@/lib/errors'
import type { Context } from '../context'

/** The member who acts, or for whom a sync does. @throws DomainError `not-found` for a job, which is nobody. */
export function actingMemberId({ actor }: Context): string {
  if (actor.type === 'system') throw new DomainError('not-found')
  return actor.memberId
}
