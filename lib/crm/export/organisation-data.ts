import { eq } from 'drizzle-orm'
import { organisation } from '@/db/schema/access'
import { type Context, requirePermission } from '@/lib/access/context'
import { listMembers } from '@/lib/access/members/list-members'
import type { Position } from '@/lib/access/newest-first'
import { listProfiles } from '@/lib/access/profiles/list-profiles'
import { type JsonPart, jsonDocument, pagesOf } from '@/lib/json-document'
import { recordPages } from './record-pages'

const pageSize = 200

/**
 * The organisation as one JSON document that is made piece by piece: its people, profiles and all records.
 * @throws DomainError `permission-required`, at once
 */
export function exportOrganisation(context: Context): AsyncGenerator<string> {
  requirePermission(context, 'manage-users')
  requirePermission(context, 'records.all')
  return jsonDocument(parts(context))
}

async function* parts(context: Context): AsyncGenerator<JsonPart> {
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
  yield* recordPages(context)
}
