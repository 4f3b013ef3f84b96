import { and, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { link } from '@/db/schema/sync'
import { mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import { madeBefore } from '@/lib/microsoft/graph/graph-error'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import { fieldOf } from '@/lib/sync/core/canonical'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { type LinkRow, linksByItem, outOfDoubt } from '@/lib/sync/links'
import type { Item } from '@/lib/sync/modules/module'
import { editsOf } from './apply-plan'
import { delayOfPush } from './change-delay'
import { isInDoubt } from './doubt'
import { checkpoint } from './engine'
import { identityField } from './find-replaced'
import { type Locked, replan } from './push-finish'
import { emptyOutcome, type Outcome, writeOutcome } from './push-outcome'
import { inTransaction, itemsPath, readItem, type Session } from './session'

const Found = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() })

/**
 * Creates that were sent and whose answer never came (a crash, a lost connection): the item is looked for by the
 * record's mark, and linked if it is there (A2). Those not found may be sent again as soon as that says something.
 * @throws UpstreamError when Graph cannot be asked now: nothing is created on a guess
 */
export async function resolveDoubtfulCreates(session: Session): Promise<void> {
  const doubtful = await session.engine.db
    .select()
    .from(link)
    .where(and(eq(link.connectionId, session.connection.id), isNotNull(link.sentAt)))
  for (let from = 0; from < doubtful.length; from += mostParts) {
    await resolve(session, doubtful.slice(from, from + mostParts))
  }
}

async function resolve(session: Session, rows: readonly LinkRow[]): Promise<void> {
  const { module } = session
  const { marks } = module.item
  const candidates = await lookFor(session, rows)
  const found = rows.map((row, at) => {
    const own = (candidates[at] ?? []).filter((json) => marks.finds?.(json, row.recordId) ?? true)
    return { row, items: own.map((json) => readItem(session, json, row.base?.microsoft ?? {})) }
  })
  await inTransaction(session, async (tx, context) => {
    const ids = found.flatMap(({ items }) => items.map(({ id }) => id))
    const taken = await linksByItem(tx, session.connection.id, ids)
    const locked = {
      records: await module.crm.read(
        context,
        rows.map(({ recordId }) => recordId),
        { lock: true },
      ),
      edits: await editsOf(session, tx, rows),
    }
    const out = emptyOutcome()
    for (const { row, items } of found) {
      const item = items.find(({ id }) => !taken.has(id))
      if (item) takeForOurs(session, out, row, locked, item)
      else if (!isInDoubt(row, session.now())) out.saved.push(notMade(row))
    }
    await writeOutcome(session, tx, context, out)
  })
  await checkpoint(session.engine, 'doubtful creates resolved')
}

/** What may be the items of some records, as the service sent it, in the order of the records. */
async function lookFor(session: Session, rows: readonly LinkRow[]): Promise<unknown[][]> {
  const { find } = session.module.item.marks
  if ('writtenSince' in find) {
    const first = Math.min(...rows.map(({ sentAt }) => sentAt?.getTime() ?? 0))
    const written = await listAll(session, find.writtenSince(new Date(first - clocksDifferMs)))
    return rows.map(() => written)
  }
  const parts = rows.map((row) => ({
    method: 'GET' as const,
    path: withQuery(itemsPath(session), find.byRecord(row.recordId)),
  }))
  const answers = await sendChain(session.graph, session.gate, session.engine.timing, parts)
  return rows.map((_, at) => {
    const answer = answers[at]
    if (!answer || 'error' in answer) throw answer?.error ?? new Error('every part has an answer')
    return Found.parse(answer.body).value
  })
}

/** So far our clock and Microsoft's may be apart. */
const clocksDifferMs = 15 * 60_000

async function listAll(session: Session, query: string): Promise<unknown[]> {
  const all: unknown[] = []
  let path: string | null = withQuery(itemsPath(session), query)
  while (path !== null) {
    const page: z.infer<typeof Found> = await session.graph.get(path, Found)
    all.push(...page.value)
    path = page['@odata.nextLink'] ?? null
  }
  return all
}

/** It may be sent again when its pause is over, as what it was; but one that Graph knows and does not have was made, and has been deleted. */
const notMade = (row: LinkRow): LinkRow => ({
  ...row,
  ...outOfDoubt,
  createId: row.lastError === madeBefore ? null : row.createId,
  ...(row.lastError === madeBefore ? { lastError: null, lastErrorText: null } : {}),
})

/** What was sent is what both sides agreed on: an edit that the item has seen since is one (A1). */
function takeForOurs(session: Session, out: Outcome, row: LinkRow, locked: Locked, item: Item): void {
  const { etag, webLink, id: itemId } = item
  out.pushed += 1
  const about = { direction: 'toMicrosoft', recordId: row.recordId, itemId } as const
  out.entries.push({ ...about, action: 'created', delayMs: delayOfPush(session, row) })
  const base = row.base && { ...row.base, microsoft: { ...row.base.microsoft, ...identityOf(item) } }
  replan(session, out, { ...row, state: 'linked', itemId, etag, webLink, ...outOfDoubt, base }, locked, item)
}

/** What was sent had none yet. Without it the item would be a stranger, should its id change before both sides agree. */
function identityOf({ fields }: Item): CanonicalFields {
  const identity = fieldOf(fields, identityField)
  return identity === null ? {} : { [identityField]: identity }
}
