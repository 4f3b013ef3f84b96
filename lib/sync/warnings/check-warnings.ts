import { inArray, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { warning } from '@/db/schema/warnings'
import { insertRows, updateRows } from '@/lib/crm/records/write-rows'
import { gatherFacts } from './gather-facts'
import type { Operator } from './operator'
import { oweWarningMails } from './owe-warning-mails'
import { type FoundWarning, isMailed, severities } from './rule'
import { findWarnings } from './rules'

/** Whoever was mailed about something is not mailed about it again within this time, however often it comes and goes. */
export const quietAfterMailMs = 24 * 3_600_000

export type Checked = { opened: number; resolved: number; mails: number }

type Row = typeof warning.$inferSelect

/**
 * Holds the rules against the facts: opens what has come up, resolves what is over, and owes one mail to each person
 * whom something new concerns. Where nothing has changed it writes nothing; two that meet do it once.
 */
export async function checkWarnings(db: Database, now: Date, operator: Operator): Promise<Checked> {
  const found = findWarnings(await gatherFacts(db, now, operator))
  return db.transaction(async (tx) => {
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('tandem:warnings')) as mine`,
    )
    if (!turn?.mine) return { opened: 0, resolved: 0, mails: 0 }
    const known = await tx
      .select()
      .from(warning)
      .where(or(isNull(warning.resolvedAt), inArray(warning.subject, subjectsOf(found))))
    const rowOf = new Map(known.map((row) => [keyOf(row), row]))
    const changed = found.flatMap((one) => next(one, rowOf.get(keyOf(one)), now) ?? [])
    const stillThere = new Set(found.map(keyOf))
    const over = known.filter((row) => row.resolvedAt === null && !stillThere.has(keyOf(row)))
    const isNew = (row: Row) => !rowOf.has(keyOf(row))
    await insertRows(tx, warning, changed.filter(isNew))
    await updateRows(
      tx,
      warning,
      changed.filter((row) => !isNew(row)),
    )
    if (over.length > 0) {
      const ids = over.map(({ id }) => id)
      await tx.update(warning).set({ resolvedAt: now }).where(inArray(warning.id, ids))
    }
    const news = changed.filter((row) => row.mailedAt?.getTime() === now.getTime())
    const opened = changed.filter((row) => row.openedAt.getTime() === now.getTime()).length
    return { opened, resolved: over.length, mails: await oweWarningMails(tx, news, operator, now) }
  })
}

/** The row as it is to be from now on; null when it is so already. */
function next(found: FoundWarning, row: Row | undefined, now: Date): Row | null {
  const isOpen = row !== undefined && row.resolvedAt === null
  const wanted: Row = {
    ...found,
    id: row?.id ?? crypto.randomUUID(),
    openedAt: isOpen ? row.openedAt : now,
    since: isOpen && row.since < found.since ? row.since : found.since,
    resolvedAt: null,
    mailedAt: row?.mailedAt ?? null,
    mailedSeverity: row?.mailedSeverity ?? null,
  }
  if (isMailDue(wanted, now)) Object.assign(wanted, { mailedAt: now, mailedSeverity: wanted.severity })
  return isOpen && sameStanding(row, wanted) ? null : wanted
}

/** Once for each opening, and once more when it has become graver; never twice a day. */
function isMailDue(row: Row, now: Date): boolean {
  if (!isMailed(row)) return false
  if (row.mailedAt === null) return true
  if (now.getTime() - row.mailedAt.getTime() < quietAfterMailMs) return false
  return row.openedAt > row.mailedAt || rank(row.severity) > rank(row.mailedSeverity ?? 'notice')
}

const rank = (severity: Row['severity']): number => severities.indexOf(severity)

const sameStanding = (row: Row, wanted: Row): boolean =>
  row.severity === wanted.severity &&
  row.mailedAt?.getTime() === wanted.mailedAt?.getTime() &&
  row.since.getTime() === wanted.since.getTime() &&
  row.details.days === wanted.details.days &&
  row.details.connections === wanted.details.connections &&
  row.details.records === wanted.details.records

const keyOf = ({ code, subject }: Pick<FoundWarning, 'code' | 'subject'>) => `${code} ${subject}`
const subjectsOf = (found: readonly FoundWarning[]) => [...new Set(found.map(({ subject }) => subject))]
