import { and, eq, inArray, like, ne, notExists, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { deleteInBatches } from '@/db/delete-in-batches'
import {
  account,
  arrival,
  audit,
  member,
  microsoftIdentity,
  organisation,
  owedMail,
  rateLimit,
} from '@/db/schema/access'
import { change, contact, lead, meeting, task } from '@/db/schema/crm'
import { erasure } from '@/db/schema/erasure'
import { microsoftAppToken, microsoftTenant, microsoftToken } from '@/db/schema/microsoft'
import { connection } from '@/db/schema/sync'
import { deleteSyncs, forgetMailboxes } from './delete-syncs'
import type { Erasure } from './finish-erasures'

/**
 * Deletes a closed organisation: syncs, records, history, its connection to the tenant with all tokens for it, and the
 * accounts of those who are members of no other. What can be large goes in batches, before the rest goes as one.
 */
export async function finishOrganisation(db: Database, { id, subjectId }: Erasure): Promise<void> {
  const connections = await db
    .select({ id: connection.id })
    .from(connection)
    .where(eq(connection.organisationId, subjectId))
  await deleteSyncs(db, eq(connection.organisationId, subjectId))
  for (const table of [meeting, task, lead, contact, change, audit])
    await deleteInBatches(db, table, eq(table.organisationId, subjectId))
  await db.transaction(async (tx) => {
    await forgetTenant(tx, subjectId)
    const homeless = await accountsOfNoOther(tx, subjectId)
    await tx.delete(organisation).where(eq(organisation.id, subjectId))
    if (homeless.length > 0) await tx.delete(account).where(inArray(account.id, homeless))
    const subjects = [...homeless, ...connections.map((one) => one.id)]
    await tx.delete(owedMail).where(inArray(owedMail.subjectId, subjects))
    await tx
      .delete(rateLimit)
      .where(or(...[subjectId, ...homeless].map((one) => like(rateLimit.key, `%${one}%`))))
    await tx.delete(erasure).where(eq(erasure.id, id))
  })
}

/** Tokens of the application and of people for the organisation's tenant, and whom its word alone has let in. */
async function forgetTenant(tx: Database, organisationId: string): Promise<void> {
  const [connected] = await tx
    .delete(microsoftTenant)
    .where(eq(microsoftTenant.organisationId, organisationId))
    .returning({ tenantId: microsoftTenant.tenantId })
  if (connected === undefined) return
  const { tenantId } = connected
  await tx.delete(microsoftAppToken).where(eq(microsoftAppToken.tenantId, tenantId))
  const identities = tx
    .select({ id: microsoftIdentity.id })
    .from(microsoftIdentity)
    .where(eq(microsoftIdentity.tid, tenantId))
  await tx.delete(microsoftToken).where(inArray(microsoftToken.identityId, identities))
  await tx
    .delete(microsoftIdentity)
    .where(and(eq(microsoftIdentity.tid, tenantId), eq(microsoftIdentity.byAddress, true)))
  await tx.delete(arrival).where(eq(arrival.tid, tenantId))
  await forgetMailboxes(tx, `${tenantId}:%`)
}

async function accountsOfNoOther(tx: Database, organisationId: string): Promise<string[]> {
  const elsewhere = alias(member, 'elsewhere')
  const others = tx
    .select({ id: elsewhere.id })
    .from(elsewhere)
    .where(and(eq(elsewhere.accountId, member.accountId), ne(elsewhere.organisationId, organisationId)))
  const rows = await tx
    .select({ id: member.accountId })
    .from(member)
    .where(and(eq(member.organisationId, organisationId), notExists(others)))
  return rows.map((one) => one.id)
}
