import { eq } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import type { Context } from '@/lib/access/context'
import { headersOfField } from '../import/header-names'
import { type ImportModule, type ImportTarget, importTargets } from '../import/import-target'
import { type ListQuery, listRecords } from '../records/list-records'
import type { CrmRecord, RecordValues } from '../records/record-module'
import { csvCell } from './csv-cell'

const pageSize = 500

export type ExportQuery = Pick<ListQuery, 'search' | 'ownerId'> & {
  /** `;` is what a spreadsheet expects where the comma is the decimal sign. */
  delimiter?: ',' | ';'
}

/**
 * The records that the actor may see as a CSV file, piece by piece: UTF-8 with a byte order mark (without it Excel reads
 * Windows-1252), no cell that a spreadsheet would take for a formula, and everything that an import needs to make the
 * same records again. @throws DomainError `permission-required`.
 */
export async function* exportRecords(
  context: Context,
  name: ImportModule,
  { delimiter = ',', ...filter }: ExportQuery = {},
): AsyncGenerator<string> {
  const { module, fields }: ImportTarget = importTargets[name]
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`
  const owners = await ownerNames(context)
  let after: ListQuery['after']
  let head = `\uFEFF${line([...fields.map((field) => headerOf(field.name)), 'Owner', 'Created', 'Changed', 'CRM Id'])}`
  do {
    const sort = { by: 'createdAt', descending: false } as const
    const page = await listRecords(context, module, { ...filter, sort, after, limit: pageSize })
    const lines = page.items.map((record) =>
      line([...fields.map((field) => text(record[field.name])), ...tail(record, owners)]),
    )
    yield head + lines.join('')
    head = ''
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** As in `Mailing Postal Code`: the name under which an import recognises the field. */
function headerOf(field: string): string {
  const name = headersOfField[field]?.[0] ?? field
  return name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const tail = (record: CrmRecord<RecordValues>, owners: ReadonlyMap<string, string>) => [
  owners.get(record.ownerId) ?? '',
  record.createdAt.toISOString(),
  record.updatedAt.toISOString(),
  record.id,
]

async function ownerNames({ db, organisationId }: Context): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: member.id, name: account.name })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(eq(member.organisationId, organisationId))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
