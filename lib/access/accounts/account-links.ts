import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { accountLink } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { forgetOwedMail, oweMail } from '../owed-mails/owe-mail'
import { hashOfSecret } from '../secret-token'

export type AccountLinkPurpose = (typeof accountLink.$inferSelect)['purpose']

/** How long a link works: a password is chosen at once, a new mailbox may be looked at tomorrow. */
const LIFE_MS = { 'reset-password': 3_600_000, 'change-email': 24 * 3_600_000 }

/** Owes a link for this purpose, in the transaction that `tx` is. Those of before lead nowhere from now on. */
export async function oweAccountLink(
  tx: Database,
  link: { accountId: string; purpose: AccountLinkPurpose; email: string },
  now: Date,
): Promise<void> {
  await retireAccountLinks(tx, link.accountId, link.purpose, now)
  const expiresAt = new Date(now.getTime() + LIFE_MS[link.purpose])
  const [made] = await tx
    .insert(accountLink)
    .values({ ...link, createdAt: now, expiresAt })
    .returning({ id: accountLink.id })
  if (made === undefined) throw new Error('an insert returned no row')
  await oweMail(tx, { kind: link.purpose, subjectId: made.id }, now)
}

/** Makes the account's open links for this purpose worthless, sent or not. */
export async function retireAccountLinks(
  tx: Database,
  accountId: string,
  purpose: AccountLinkPurpose,
  now: Date,
): Promise<void> {
  const retired = await tx
    .update(accountLink)
    .set({ usedAt: now })
    .where(
      and(eq(accountLink.accountId, accountId), eq(accountLink.purpose, purpose), isNull(accountLink.usedAt)),
    )
    .returning({ id: accountLink.id })
  for (const { id } of retired) await forgetOwedMail(tx, id, [purpose])
}

const isOpen = (token: string, purpose: AccountLinkPurpose, now: Date) =>
  and(
    eq(accountLink.tokenHash, hashOfSecret(token)),
    eq(accountLink.purpose, purpose),
    isNull(accountLink.usedAt),
    gt(accountLink.expiresAt, now),
  )

/** The address that an open link is about; null for any other. Looking uses nothing up. */
export async function findAccountLink(
  db: Database,
  token: string,
  purpose: AccountLinkPurpose,
  now: Date,
): Promise<{ email: string } | null> {
  const [open] = await db
    .select({ email: accountLink.email })
    .from(accountLink)
    .where(isOpen(token, purpose, now))
  return open ?? null
}

/**
 * Uses a link up, in the transaction of what it is for. Of two who follow it at once one succeeds.
 * @throws DomainError `link-dead` for one that is unknown, used, replaced or too old; which of these it does not say.
 */
export async function spendAccountLink(
  tx: Database,
  token: string,
  purpose: AccountLinkPurpose,
  now: Date,
): Promise<{ id: string; accountId: string; email: string }> {
  const [used] = await tx
    .update(accountLink)
    .set({ usedAt: now })
    .where(isOpen(token, purpose, now))
    .returning({ id: accountLink.id, accountId: accountLink.accountId, email: accountLink.email })
  if (used === undefined) throw new DomainError('link-dead')
  return used
}
