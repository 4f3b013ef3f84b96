import { and, desc, eq } from 'drizzle-orm'
import { account, audit } from '@/db/schema/access'
import { change } from '@/db/schema/crm'
import { contactModule } from '@/lib/crm/contacts/module'
import { recordStory } from '@/lib/sync/activity/record-story'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import type { SyncWorld } from './sync-world'

/**
 * An administrator decides for Ana what her Contacts hold, and the sync carries it out.
 * @returns what the change feed, the history of one record and the audit say of it, each of which names her
 */
export async function decidedByOther(world: SyncWorld, decision: 'apply' | 'restore', recordId: string) {
  const admin = await world.crm.admin()
  if (admin.actor.type !== 'user') throw new Error('An administrator is a user.')
  await world.db.update(account).set({ name: 'Denise' }).where(eq(account.id, admin.actor.accountId))
  await world.pass(1_000)
  await resumeConnection(admin, 'contacts', decision, world.ana.memberId)
  await world.settle()
  const [fed] = await world.db
    .select()
    .from(change)
    .where(eq(change.recordId, recordId))
    .orderBy(desc(change.id))
    .limit(1)
  const { record, items } = await recordStory(world.ana, contactModule, { id: recordId, limit: 1 })
  const [told] = items
  const audited = await world.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'connection.held-decided'), eq(audit.actorId, admin.memberId)))
  if (fed?.actorType !== 'user' || fed.actorId !== admin.memberId || fed.connectionId !== world.connectionId)
    throw new Error('The feed names nobody, or somebody else.')
  if (record.updatedByType !== 'user' || record.updatedById !== admin.memberId)
    throw new Error('The record names nobody, or somebody else.')
  if (told?.kind !== 'activity' || told.by.name !== 'Denise' || !told.isUndo || audited.length !== 1)
    throw new Error('The history or the audit names nobody, or somebody else.')
  return { change: fed.kind, story: `${told.entry.action} ${told.entry.direction}` }
}
