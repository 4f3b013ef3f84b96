import { eq } from 'drizzle-orm'
import { organisation } from '@/db/schema/access'
import { listAudit } from '@/lib/access/audit/list-audit'
import type { Context } from '@/lib/access/context'
import { listInvitations } from '@/lib/access/invitations/list-invitations'
import { listJoinRequests } from '@/lib/access/join-requests/list-join-requests'
import { listMembers } from '@/lib/access/members/list-members'
import type { Position } from '@/lib/access/newest-first'
import { listProfiles } from '@/lib/access/profiles/list-profiles'
import { type JsonPart, pagesOf } from '@/lib/json-document'
import { historyPages } from './history-pages'
import { recordPages } from './record-pages'

const pageSize = 200

/** The organisation's people, how they came in, what they did, and all records with their history, part by part. */
export async function* organisationParts(context: Context): AsyncGenerator<JsonPart> {
  const [own] = await context.db
    .select({ id: organisation.id, name: organisation.name, createdAt: organisation.createdAt })
    .from(organisation)
    .where(eq(organisation.id, context.organisationId))
  yield { name: 'exportedAt', value: context.now() }
  yield { name: 'organisation', value: own ?? null }
  yield {
    name: 'profiles',
    pages: pagesOf((after?: Position) => listProfiles(context, { limit: pageSize, after })),
  }
  yield {
    name: 'users',
    pages: pagesOf((after?: Position) => listMembers(context, { limit: pageSize, after })),
  }
  const query = { limit: pageSize }
  yield {
    name: 'invitations',
    pages: pagesOf((after?: Position) => listInvitations(context, { ...query, after })),
  }
  yield {
    name: 'requestsToJoin',
    pages: pagesOf((after?: Position) => listJoinRequests(context, { ...query, after })),
  }
  yield { name: 'auditLog', pages: pagesOf((after?: Position) => listAudit(context, { ...query, after })) }
  yield* recordPages(context)
  yield historyPages(context, 'everybody')
}
