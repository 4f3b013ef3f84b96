import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { comparable } from '@/db/schema/record-columns'
import { type Context, requirePermission } from '@/lib/access/context'
import type { CrmRecord, PersonModule, RecordValues } from './record-module'
import { asRecords, recordColumns } from './record-rows'
import { visible } from './visibility'

/**
 * The living records that have one of these addresses, as their first or second one, by the address as it was given.
 * Case does not matter. Only what the actor may see: a warning must not tell of somebody else's contacts (A7).
 * @throws DomainError `permission-required`.
 */
export async function findDuplicates<Values extends RecordValues>(
  context: Context,
  module: PersonModule<Values>,
  emails: readonly string[],
): Promise<Map<string, CrmRecord<Values>[]>> {
  requirePermission(context, `${module.permissions}.view`)
  const found = new Map<string, CrmRecord<Values>[]>()
  const asked = [...new Set(emails)].filter((email) => email.trim() !== '')
  if (asked.length === 0) return found

  const { table } = module
  // The database folds both sides: its idea of lower case may differ from JavaScript's.
  const list = sql`jsonb_array_elements_text(${JSON.stringify(asked)}::jsonb) as asked(email)`
  // Says the same as the join, in the form for which the planner always takes the index.
  const indexed = (address: SQL) => sql`${address} = any(array(select lower(btrim(email)) from ${list}))`
  const branch = (address: SQL, condition?: SQL) =>
    context.db
      .select({ ...recordColumns(module), askedEmail: sql<string>`asked.email`.as('asked_email') })
      .from(list)
      .innerJoin(table, sql`${address} = lower(btrim(asked.email))`)
      .where(and(visible(context, table), isNull(table.deletedAt), indexed(address), condition))
  const rows = await unionAll(
    branch(comparable(table.email)),
    branch(comparable(table.secondaryEmail), isNotNull(table.secondaryEmail)),
  )
  for (const { askedEmail, ...row } of rows) {
    const [record] = asRecords(module, [row])
    const known = found.get(askedEmail) ?? []
    if (record !== undefined && !known.some((one) => one.id === record.id)) {
      found.set(askedEmail, [...known, record])
    }
  }
  return found
}
