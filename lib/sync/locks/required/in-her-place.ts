import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import type { RequiredModule } from './find-required'

/** The world of a member for whom something is done that is required of her. */
export const inHerPlace = (
  { db, now }: { db: Database; now(): Date },
  { organisationId, memberId, accountId, permissions }: RequiredModule,
): Context => ({
  organisationId,
  actor: { type: 'user', memberId, accountId, permissions },
  db,
  now,
  wake: async () => {},
})
