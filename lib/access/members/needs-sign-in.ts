import { and, eq, or, sql } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'

/**
 * Connections that go on when their user signs in to Microsoft: not those that work with the organisation's consent,
 * for which her directory is asked.
 */
export const needsSignIn = and(
  eq(connection.status, 'attention'),
  or(
    eq(connection.reason, 'sign-in-required'),
    and(
      eq(connection.reason, 'credential-expired'),
      sql`${connection.access} is distinct from 'application'::connection_access`,
    ),
  ),
)
