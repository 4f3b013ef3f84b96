import { sql } from 'drizzle-orm'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { write } from '../change-feed/write'
import { createRecords } from '../records/create-records'
import { updateRecords } from '../records/update-records'
import { type ImportModule, type ImportTarget, importTargets } from './import-target'
import { type ImportInput, type PlannedRow, planImport } from './plan-import'

export type ImportResult = { created: number; updated: number; skipped: number }

const shownErrors = 100

/**
 * Imports a file: all of it, or nothing when a single line is wrong.
 * @throws DomainError `permission-required`; `import-unreadable`; `import-refused` with `data: { errors, errorCount }`;
 * `validation` for the mapping or the owner.
 */
export async function runImport(
  context: Context,
  module: ImportModule,
  input: ImportInput & { ownerId?: string | undefined },
): Promise<ImportResult> {
  const target: ImportTarget = importTargets[module]
  requirePermission(context, `${module}.create`)
  return write(context, async (context) => {
    // A second click must find what the first one has written: imports of an organisation follow each other.
    await context.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`import ${context.organisationId}`}, 0))`,
    )
    const { rows, errors } = await planImport(context, target, input)
    if (errors.length > 0) {
      const data = { errors: errors.slice(0, shownErrors), errorCount: errors.length }
      throw new DomainError('import-refused', { data })
    }
    const { drafts, patches, skipped } = mergeRows(rows)
    await updateRecords(context, target.module, patches)
    const owned = drafts.map((values) => ({ ...values, ownerId: input.ownerId }))
    const created = await createRecords(context, target.module, owned)
    return { created: created.length, updated: patches.length, skipped }
  })
}

type Values = Record<string, string>

/** Rows that update the same record, or one that the file itself creates, become one: later values win. */
function mergeRows(rows: readonly PlannedRow[]) {
  const drafts: Values[] = []
  const draftOfLine = new Map<number, Values>()
  const patchOfRecord = new Map<string, Values>()
  let skipped = 0
  for (const { line, values, action, duplicateOf } of rows) {
    if (action === 'skip') skipped += 1
    else if (action === 'create' || duplicateOf === null) {
      const draft = { ...values }
      drafts.push(draft)
      draftOfLine.set(line, draft)
    } else if ('line' in duplicateOf) Object.assign(draftOfLine.get(duplicateOf.line) ?? {}, values)
    else patchOfRecord.set(duplicateOf.record.id, { ...patchOfRecord.get(duplicateOf.record.id), ...values })
  }
  return { drafts, patches: [...patchOfRecord].map(([id, patch]) => ({ id, patch })), skipped }
}
