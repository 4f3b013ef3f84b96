import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, member, organisation, profile, session } from '@/db/schema/access'
import { isPermission, type Permission } from '../permissions'

const SEEN_RESOLUTION_MS = 5 * 60_000

/** The person behind a browser session, as screens need her. */
export type Viewer = {
  sessionId: string
  /** Signed in on the word of one organisation's tenant, so for this organisation only. */
  bound: boolean
  accountId: string
  memberId: string
  email: string
  name: string
  /** null: the browser's language decides. */
  locale: 'en' | 'fr' | null
  /** IANA name. */
  timeZone: string
  organisation: { id: string; name: string }
  profile: { id: string; name: string; permissions: ReadonlySet<Permission> }
}

/** From where a session is used, and with what. */
export type Client = { address: string; userAgent: string | null }

/** Who a session belongs to; null once it is revoked or expired, or the member has been deactivated. */
export async function findViewer(
  db: Database,
  sessionId: string,
  now: Date,
  client?: Client,
): Promise<Viewer | null> {
  const [row] = await db
    .select({
      sessionId: session.id,
      bound: session.bound,
      accountId: account.id,
      memberId: member.id,
      email: account.email,
      name: account.name,
      locale: account.locale,
      timeZone: account.timeZone,
      organisation: { id: organisation.id, name: organisation.name },
      profile: { id: profile.id, name: profile.name, permissions: profile.permissions },
      seenAt: session.seenAt,
      address: session.address,
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .innerJoin(member, eq(member.id, session.memberId))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(
      and(
        eq(session.id, sessionId),
        isNull(session.revokedAt),
        gt(session.expiresAt, now),
        eq(member.status, 'active'),
      ),
    )
  if (row === undefined) return null
  const { seenAt, address, ...viewer } = row
  const stale = new Date(now.getTime() - SEEN_RESOLUTION_MS)
  const moved = client !== undefined && address !== client.address
  if (seenAt < stale || moved) {
    await db
      .update(session)
      .set({ seenAt: now, ...client })
      .where(and(eq(session.id, sessionId), moved ? undefined : lt(session.seenAt, stale)))
  }
  const permissions = new Set(viewer.profile.permissions.filter(isPermission))
  return { ...viewer, profile: { ...viewer.profile, permissions } }
}
