import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection } from '@/db/schema/sync'
import { recordAudits } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'

export type MendableRow = Pick<
  typeof connection.$inferSelect,
  'id' | 'memberId' | 'module' | 'status' | 'reason' | 'access' | 'containerId' | 'lease' | 'leaseUntil'
>

/** What a mend did: to which connections, and why to how many others not. */
export type Mended = { done: string[]; skipped: { code: SkipCode; count: number }[] }
export type SkipCode = 'not-needed' | 'asked-already' | 'lease-alive'

type Decide = (row: MendableRow) => SkipCode | null

/**
 * The frame of all mends: the right, the rows (locked, so that two administrators do not both mend one), who is passed
 * over and why, what is done to the others in one go, and who did it. No run is waited for and Microsoft is not asked.
 * @throws DomainError `permission-required`; `not-found` when one of them is not the organisation's
 */
export async function mendConnections(
  context: Context,
  connectionIds: readonly string[],
  mend: {
    audit: string
    skip(tx: Database, rows: readonly MendableRow[]): Promise<Decide>
    apply(tx: Database, done: readonly MendableRow[]): Promise<void>
  },
): Promise<Mended> {
  requirePermission(context, 'manage-integrations')
  const ids = [...new Set(connectionIds)]
  return context.db.transaction(async (tx) => {
    const rows = await lockRows(tx, context.organisationId, ids)
    if (rows.length < ids.length) throw new DomainError('not-found')
    const decide = await mend.skip(tx, rows)
    const decided = rows.map((row) => ({ row, code: decide(row) }))
    const done = decided.filter(({ code }) => code === null).map(({ row }) => row)
    if (done.length > 0) {
      await mend.apply(tx, done)
      await recordAudits(
        context,
        tx,
        done.map(({ memberId, module }) => ({
          action: mend.audit,
          subjectType: 'member',
          subjectId: memberId,
          details: { module },
        })),
      )
    }
    return { done: done.map(({ id }) => id), skipped: tally(decided.flatMap(({ code }) => code ?? [])) }
  })
}

const lockRows = (tx: Database, organisationId: string, ids: readonly string[]): Promise<MendableRow[]> =>
  tx
    .select({
      id: connection.id,
      memberId: connection.memberId,
      module: connection.module,
      status: connection.status,
      reason: connection.reason,
      access: connection.access,
      containerId: connection.containerId,
      lease: connection.lease,
      leaseUntil: connection.leaseUntil,
    })
    .from(connection)
    .where(and(eq(connection.organisationId, organisationId), inArray(connection.id, [...ids])))
    .orderBy(asc(connection.id))
    .for('update')

const tally = (codes: readonly SkipCode[]): Mended['skipped'] =>
  [...new Set(codes)].map((code) => ({ code, count: codes.filter((one) => one === code).length }))

export const idsOf = (rows: readonly MendableRow[]): string[] => rows.map(({ id }) => id)
