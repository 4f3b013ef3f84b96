import { and, eq, gt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { arrival } from '@/db/schema/access'
import { isGuest, type MicrosoftPerson } from '../accounts/sign-in-with-microsoft'

/** A Microsoft 365 user who has just signed in and has no account that would open. */
export type Arrival = MicrosoftPerson & { id: string }

const ARRIVAL_MS = 60 * 60_000

/** Remembers who has just signed in with Microsoft, for an hour. */
export async function noteArrival(
  db: Database,
  person: MicrosoftPerson,
  now: Date,
): Promise<{ arrivalId: string }> {
  const { tid, oid, name, upn, mail } = person
  const expiresAt = new Date(now.getTime() + ARRIVAL_MS)
  const [noted] = await db
    .insert(arrival)
    .values({ tid, oid, name: name || upn, upn, mail, guest: isGuest(person), createdAt: now, expiresAt })
    .returning({ arrivalId: arrival.id })
  if (noted === undefined) throw new Error('an insert returned no row')
  return noted
}

/** Who arrived; null when that is too long ago. */
export async function findArrival(db: Database, id: string, now: Date): Promise<Arrival | null> {
  const [found] = await db
    .select({
      id: arrival.id,
      tid: arrival.tid,
      oid: arrival.oid,
      name: arrival.name,
      upn: arrival.upn,
      mail: arrival.mail,
      guest: arrival.guest,
    })
    .from(arrival)
    .where(and(eq(arrival.id, id), gt(arrival.expiresAt, now)))
  return found ?? null
}
