import { and, arrayContains, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member, profile } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { warning } from '@/db/schema/warnings'
import { oweMail } from '@/lib/access/owed-mails/owe-mail'
import type { Permission } from '@/lib/access/permissions'
import type { Operator } from './operator'

type Row = typeof warning.$inferSelect

const MANAGES: Permission = 'manage-integrations'

/**
 * Owes each person whom some of the warnings concern one mail about all of them; what it says is read when it is sent.
 * What concerns the installation goes to its operator, or where no address is set, to those who manage integrations.
 * @returns how many mails
 */
export async function oweWarningMails(
  tx: Database,
  news: readonly Row[],
  operator: Pick<Operator, 'hasAddress'>,
  now: Date,
): Promise<number> {
  const [first] = news
  if (first === undefined) return 0
  const ofOperator = news.some(({ audience }) => audience === 'operator')
  const organisations = idsOf(news, 'administrators', 'organisationId')
  const everywhere = ofOperator && !operator.hasAddress
  const managers =
    everywhere || organisations.length > 0 ? await managersOf(tx, everywhere ? null : organisations) : []
  const memberIds = new Set([...idsOf(news, 'member', 'memberId'), ...managers])
  await oweMail(tx, { kind: 'warnings', subjectId: first.id, memberIds: [...memberIds] }, now)
  if (!ofOperator || !operator.hasAddress) return memberIds.size
  await oweMail(tx, { kind: 'warnings', subjectId: first.id }, now)
  return memberIds.size + 1
}

const idsOf = (
  rows: readonly Row[],
  audience: Row['audience'],
  of: 'memberId' | 'organisationId',
): string[] => rows.flatMap((row) => (row.audience === audience && row[of] !== null ? [row[of]] : []))

/** @param organisations null: of every organisation that has connected a tenant */
async function managersOf(tx: Database, organisations: readonly string[] | null): Promise<string[]> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(profile, eq(profile.id, member.profileId))
    .innerJoin(microsoftTenant, eq(microsoftTenant.organisationId, member.organisationId))
    .where(
      and(
        eq(member.status, 'active'),
        arrayContains(profile.permissions, [MANAGES]),
        organisations === null ? undefined : inArray(member.organisationId, [...organisations]),
      ),
    )
  return rows.map(({ id }) => id)
}
