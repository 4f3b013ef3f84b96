import { and, asc, eq, gt } from 'drizzle-orm'
import { microsoftTenant } from '@/db/schema/microsoft'
import { moduleLock } from '@/db/schema/module-locks'
import { connection, moduleDefault } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'
import { type Context, requirePermission } from '@/lib/access/context'
import { organisationParts } from '@/lib/crm/export/organisation-parts'
import { type JsonPart, jsonDocument, pagesOf } from '@/lib/json-document'

const pageSize = 500

/**
 * The organisation as one JSON document that is made piece by piece: its people, profiles and all records, and how its
 * connection to Microsoft 365 is set up. What each sync has done is in its user's own data. No secret is in it.
 * @throws DomainError `permission-required`, at once
 */
export function exportOrganisation(context: Context): AsyncGenerator<string> {
  requirePermission(context, 'manage-users')
  requirePermission(context, 'records.all')
  return jsonDocument(parts(context))
}

async function* parts(context: Context): AsyncGenerator<JsonPart> {
  yield* organisationParts(context)
  yield* settingsParts(context)
  yield { name: 'syncs', pages: pagesOf((after?: string) => syncsOf(context, after)) }
}

async function* settingsParts({ db, organisationId }: Context): AsyncGenerator<JsonPart> {
  const { tenantId, name, status, connectedBy, connectedAt } = microsoftTenant
  yield {
    name: 'microsoftTenant',
    value: await db
      .select({ tenantId, name, status, connectedBy, connectedAt })
      .from(microsoftTenant)
      .where(eq(microsoftTenant.organisationId, organisationId)),
  }
  const withoutItsOwn = <Row extends { organisationId: string | null }>({ organisationId: _, ...row }: Row) =>
    row
  const defaults = await db
    .select()
    .from(moduleDefault)
    .where(eq(moduleDefault.organisationId, organisationId))
  yield { name: 'defaults', value: defaults.map(withoutItsOwn) }
  const locks = await db.select().from(moduleLock).where(eq(moduleLock.organisationId, organisationId))
  yield { name: 'fixedSettings', value: locks.map(withoutItsOwn) }
  const warnings = await db.select().from(warning).where(eq(warning.organisationId, organisationId))
  yield { name: 'warnings', value: warnings.map(withoutItsOwn) }
}

async function syncsOf({ db, organisationId }: Context, after: string | undefined) {
  const { id, memberId, module, status, reason, access, upn, containerName } = connection
  const { mapping, valueMaps, options, createdAt, enabledAt } = connection
  const rows = await db
    .select({
      ...{ id, memberId, module, status, reason, access, upn, containerName },
      ...{ mapping, valueMaps, options, createdAt, enabledAt },
    })
    .from(connection)
    .where(
      and(
        eq(connection.organisationId, organisationId),
        after === undefined ? undefined : gt(connection.id, after),
      ),
    )
    .orderBy(asc(connection.id))
    .limit(pageSize)
  return { items: rows, next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null }
}
