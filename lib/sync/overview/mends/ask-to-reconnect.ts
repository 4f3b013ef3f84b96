import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { member, owedMail } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { needsSignIn } from '@/lib/access/members/needs-sign-in'
import { oweMail } from '@/lib/access/owed-mails/owe-mail'
import { idsOf, type Mended, mendConnections } from './mendable'

/** She is asked once in this time, however many administrators press the button, and for all her modules together. */
const askedAgainAfterMs = 24 * 3_600_000

/**
 * Has users mailed, each in her language, to sign in to Microsoft again; whoever has been asked within the last day is
 * not asked again.
 * @throws DomainError `permission-required`, `not-found`
 */
export async function askToReconnect(context: Context, connectionIds: readonly string[]): Promise<Mended> {
  const now = context.now()
  const mended = await mendConnections(context, connectionIds, {
    audit: 'connection.reconnect-asked',
    async skip(tx, rows) {
      const memberIds = [...new Set(rows.map(({ memberId }) => memberId))]
      // Another module of hers may be asked about at this moment: her row is what both wait for.
      const people = await tx
        .select({ id: member.id })
        .from(member)
        .where(and(inArray(member.id, memberIds), eq(member.status, 'active')))
        .orderBy(asc(member.id))
        .for('update')
      const recently = new Date(now.getTime() - askedAgainAfterMs)
      const asked = await tx
        .select({ memberId: owedMail.memberId })
        .from(owedMail)
        .where(
          and(
            eq(owedMail.kind, 'reconnect-asked'),
            eq(owedMail.subjectId, context.organisationId),
            inArray(owedMail.memberId, memberIds),
            gt(owedMail.createdAt, recently),
          ),
        )
      const waiting = await tx
        .select({ id: connection.id })
        .from(connection)
        .where(and(inArray(connection.id, idsOf(rows)), needsSignIn))
      return ({ id, memberId }) => {
        const waits = waiting.some((one) => one.id === id) && people.some((one) => one.id === memberId)
        if (!waits) return 'not-needed'
        return asked.some((one) => one.memberId === memberId) ? 'asked-already' : null
      }
    },
    async apply(tx, done) {
      const memberIds = [...new Set(done.map(({ memberId }) => memberId))]
      await oweMail(tx, { kind: 'reconnect-asked', subjectId: context.organisationId, memberIds }, now)
    },
  })
  if (mended.done.length > 0) await context.wakeMail?.()
  return mended
}
