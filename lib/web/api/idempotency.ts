import { createHash } from 'node:crypto'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { idempotencyKey } from '@/db/schema/access'
import type { Context, Wake } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'

const KEPT_MS = 24 * 3_600_000
/** After this long a request without an answer is taken for dead; its transaction can then no longer commit. */
const RUNNING_MS = 120_000

export type Answer = { status: number; headers: Record<string, string>; body: unknown }

export type Replayable = { memberId: string; path: string; key: string; bodyText: string }

/**
 * Runs the request once however often it is sent: a repetition gets the first answer. The work and its answer are
 * committed together, so a crash leaves either both or neither, and a refusal leaves nothing. What has to be asked of
 * others comes first, outside of that transaction.
 * @throws DomainError `idempotency-mismatch` for another body, `in-progress` while the first one runs.
 */
export async function once<Prepared>(
  context: Context,
  request: Replayable,
  prepare: () => Promise<Prepared>,
  work: (context: Context, prepared: Prepared) => Promise<Answer>,
): Promise<Answer> {
  const claim = await claimKey(context.db, request, context.now())
  if ('answer' in claim) return claim.answer
  const wakes: Wake[] = []
  let mailOwed = false
  const wakeMail = async () => {
    mailOwed = true
  }
  let clientsOwed = false
  const wakeClients = async () => {
    clientsOwed = true
  }
  try {
    const prepared = await prepare()
    const answer = await context.db.transaction(async (tx) => {
      const wake = async (wake: Wake) => void wakes.push(wake)
      const inside = { ...context, db: tx, wake, wakeMail, wakeClients }
      const answer = await work(inside, prepared)
      const kept = await tx
        .update(idempotencyKey)
        .set(answer)
        .where(and(eq(idempotencyKey.id, claim.id), isNull(idempotencyKey.status)))
        .returning({ id: idempotencyKey.id })
      if (kept.length === 0) throw new DomainError('in-progress', { retryAfterSeconds: 1 })
      return answer
    })
    for (const wake of wakes) await context.wake(wake)
    if (mailOwed) await context.wakeMail?.()
    if (clientsOwed) await context.wakeClients?.(context.organisationId)
    return answer
  } catch (error) {
    await context.db
      .delete(idempotencyKey)
      .where(and(eq(idempotencyKey.id, claim.id), isNull(idempotencyKey.status)))
    throw error
  }
}

async function claimKey(
  db: Database,
  { memberId, path, key, bodyText }: Replayable,
  now: Date,
): Promise<{ id: string } | { answer: Answer }> {
  const bodyHash = createHash('sha256').update(bodyText).digest('hex')
  const mine = and(
    eq(idempotencyKey.memberId, memberId),
    eq(idempotencyKey.path, path),
    eq(idempotencyKey.key, key),
  )
  const expired = lt(idempotencyKey.createdAt, new Date(now.getTime() - KEPT_MS))
  const dead = and(
    isNull(idempotencyKey.status),
    lt(idempotencyKey.createdAt, new Date(now.getTime() - RUNNING_MS)),
  )
  await db.delete(idempotencyKey).where(and(mine, or(expired, dead)))

  const [claimed] = await db
    .insert(idempotencyKey)
    .values({ memberId, path, key, bodyHash, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: idempotencyKey.id })
  if (claimed !== undefined) return claimed

  const [first] = await db.select().from(idempotencyKey).where(mine)
  if (first !== undefined && first.bodyHash !== bodyHash) throw new DomainError('idempotency-mismatch')
  // Gone again: the first one has just been refused. Whoever asks again will find the key free.
  if (first === undefined || first.status === null)
    throw new DomainError('in-progress', { retryAfterSeconds: 1 })
  return { answer: { status: first.status, headers: first.headers ?? {}, body: first.body } }
}
