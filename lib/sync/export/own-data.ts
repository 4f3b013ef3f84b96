import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'
import type { Context } from '@/lib/access/context'
import { ownAccount } from '@/lib/access/export/own-account'
import { ownComingIn } from '@/lib/access/export/own-coming-in'
import type { Position } from '@/lib/access/newest-first'
import { historyPages } from '@/lib/crm/export/history-pages'
import { recordPages } from '@/lib/crm/export/record-pages'
import { type JsonPart, jsonDocument, pagesOf } from '@/lib/json-document'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { listRuns } from '@/lib/sync/activity/runs'
import { actingMember } from '@/lib/sync/connections/own-connection'
import { invitationsOf, pairsOf, skippedOf, subscriptionsOf } from './own-pairs'

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
  const { memberId } = actingMember(context)
  yield* ownComingIn(context)
  yield* recordPages(context, memberId)
  yield historyPages(context, { memberId })
  yield* ownSyncs(context, memberId)
}

async function* ownSyncs(context: Context, memberId: string): AsyncGenerator<JsonPart> {
  const rows = await context.db
    .select({
      id: connection.id,
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
  yield { name: 'syncs', value: rows.map(({ id: _, ...sync }) => sync) }
  const { db } = context
  const query = { limit: pageSize }
  for (const { id, module } of rows) {
    const named = `Of${module[0]?.toUpperCase()}${module.slice(1)}`
    yield { name: `subscriptions${named}`, value: await subscriptionsOf(db, id) }
    const pages = {
      activity: pagesOf((after?: Position) => listActivity(context, module, { ...query, after })),
      runs: pagesOf((after?: Position) => listRuns(context, module, { ...query, after })),
      pairs: pagesOf((after?: string) => pairsOf(db, id, after)),
      leftInMicrosoft: pagesOf((after?: string) => skippedOf(db, id, after)),
      clientInvitations: pagesOf((after?: string) => invitationsOf(db, id, after)),
    }
    for (const [what, of] of Object.entries(pages)) yield { name: `${what}${named}`, pages: of }
  }
  const { code, severity, since, openedAt, mailedAt, resolvedAt, details } = warning
  yield {
    name: 'warnings',
    value: await db
      .select({ code, severity, since, openedAt, mailedAt, resolvedAt, details })
      .from(warning)
      .where(eq(warning.memberId, memberId)),
  }
}
