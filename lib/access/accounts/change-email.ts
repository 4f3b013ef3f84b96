import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, accountLink } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAccountAudit } from '../audit/record-account-audit'
import type { Context } from '../context'
import { countAttempts } from '../count-attempt'
import { oweMail } from '../owed-mails/owe-mail'
import { hashOfSecret } from '../secret-token'
import { oweAccountLink, retireAccountLinks, spendAccountLink } from './account-links'
import { proveOwner } from './prove-owner'

const HOUR_MS = 3_600_000
const PER_ACCOUNT = { max: 5, windowMs: HOUR_MS }
const TRIES_PER_ADDRESS = { max: 30, windowMs: HOUR_MS }

/**
 * Mails a link to the new address; the login changes when its owner confirms it there. An address that is another
 * account's login already gets no mail, and the answer does not tell.
 * @throws DomainError `wrong-credentials`, `session-bound`, `rate-limited`, `validation` for the present login.
 */
export async function requestEmailChange(
  context: Context,
  { email, password, bound }: { email: string; password: string | null; bound: boolean },
): Promise<void> {
  const { db, actor } = context
  if (actor.type !== 'user') throw new DomainError('not-found')
  const { accountId } = actor
  const now = context.now()
  await countAttempts(db, [{ key: `change-email:${accountId}`, limit: PER_ACCOUNT }], now)
  const owner = await proveOwner(context, { password, bound })
  if (owner.email === email) {
    const message = 'It is this address already.'
    throw new DomainError('validation', { errors: [{ pointer: '/email', code: 'unchanged', message }] })
  }
  await db.transaction(async (tx) => {
    const taken = (await tx.$count(account, eq(account.email, email))) > 0
    if (taken) await retireAccountLinks(tx, accountId, 'change-email', now)
    else await oweAccountLink(tx, { accountId, purpose: 'change-email', email }, now)
  })
  await context.wakeMail?.()
}

/**
 * Makes the address that the link went to the login of its account, once, and tells the former one. Links for a new
 * password that went to the former one lead nowhere any more.
 * @param address of the client's network
 * @throws DomainError `link-dead`, also when somebody else has got the address meanwhile; `rate-limited`.
 */
export async function confirmEmailChange(
  db: Database,
  { token, address }: { token: string; address: string },
  now: Date,
): Promise<{ email: string }> {
  await countAttempts(db, [{ key: `confirm-email:${hashOfSecret(address)}`, limit: TRIES_PER_ADDRESS }], now)
  return db.transaction(async (tx) => {
    const { id, accountId, email } = await spendAccountLink(tx, token, 'change-email', now)
    const [before] = await tx
      .select({ email: account.email })
      .from(account)
      .where(eq(account.id, accountId))
      .for('update')
    const taken = (await tx.$count(account, eq(account.email, email))) > 0
    if (before === undefined || taken) throw new DomainError('link-dead')
    await tx.update(account).set({ email }).where(eq(account.id, accountId))
    await tx.update(accountLink).set({ formerEmail: before.email }).where(eq(accountLink.id, id))
    await retireAccountLinks(tx, accountId, 'reset-password', now)
    await oweMail(tx, { kind: 'email-changed', subjectId: id }, now)
    const details = { from: before.email, to: email }
    await recordAccountAudit(tx, accountId, { action: 'email-changed', now, address, details })
    return { email }
  })
}
