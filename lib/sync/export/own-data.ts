import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { ownAccount } from '@/lib/access/export/own-account'
import type { Position } from '@/lib/access/newest-first'
import { recordPages } from '@/lib/crm/export/record-pages'
import { type JsonPart, jsonDocument, pagesOf } from '@/lib/json-document'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { actingMember } from '@/lib/sync/connections/own-connection'

const pageSize = 500

/**
 * Everything that the product keeps of the actor, as one JSON document that is made piece by piece: her account, her
 * records, her syncs with their settings and history. No secret is in it.
 */
export async function* exportOwnData(context: Context): AsyncGenerator<string> {
  yield* jsonDocument(parts(context))
}

async function* parts(context: Context): AsyncGenerator<JsonPart> {
  yield { name: 'exportedAt', value: context.now() }
  yield* ownAccount(context)
  yield* recordPages(context, actingMember(context).memberId)
  yield* ownSyncs(context)
}

async function* ownSyncs(context: Context): AsyncGenerator<JsonPart> {
  const { memberId } = actingMember(context)
  const rows = await context.db
    .select({
      module: connection.module,
      status: connection.status,
      reason: connection.reason,
      microsoftUser: connection.upn,
      container: connection.containerName,
      mapping: connection.mapping,
      values: connection.valueMaps,
      options: connection.options,
      enabledAt: connection.enabledAt,
    })
    .from(connection)
    .where(and(eq(connection.organisationId, context.organisationId), eq(connection.memberId, memberId)))
  yield { name: 'syncs', value: rows }
  for (const { module } of rows) {
    const query = { limit: pageSize }
    yield {
      name: `activityOf${module[0]?.toUpperCase()}${module.slice(1)}`,
      pages: pagesOf((after?: Position) => listActivity(context, module, { ...query, after })),
    }
  }
}
