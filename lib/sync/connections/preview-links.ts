import { and, asc, eq, gt } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { planPair } from '@/lib/sync/core/plan'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, SyncModule } from '@/lib/sync/modules/module'
import { freshPairs, retranslated } from './changed-pairs'
import type { ConnectionRow } from './own-connection'
import type { Planned, PreviewTally } from './preview-tally'

const perPage = 500

/** What is linked, under a new mapping or gone with the container; from what both sides were last seen to hold. */
export async function previewLinks(
  context: Context,
  module: SyncModule,
  row: ConnectionRow,
  planned: Planned | null,
  preview: PreviewTally,
): Promise<void> {
  const fresh = new Set(planned && freshPairs(row, planned.settings))
  const owed = planned ? retranslated(row, planned.settings) : []
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const links = await context.db
      .select()
      .from(link)
      .where(and(eq(link.connectionId, row.id), gt(link.id, after)))
      .orderBy(asc(link.id))
      .limit(perPage)
    const records = await module.crm.read(
      context,
      links.map(({ recordId }) => recordId),
    )
    for (const linked of links) {
      const record = records.get(linked.recordId)
      if (!record) continue
      const about = { label: module.crm.label(record.fields), recordId: record.id, itemId: linked.itemId }
      if (linked.state === 'unlinked') preview.skip('removed-in-microsoft')
      else if (linked.state === 'skipped') preview.skip(linked.reason ?? 'recurring')
      else if (linked.state !== 'linked') {
        if (planned) preview.add({ action: 'createInMicrosoft', ...about })
      } else if (!planned) preview.add({ action: 'delete', ...about })
      else if (changes(linked, record, planned, { fresh, owed })) preview.add({ action: 'update', ...about })
    }
    const last = links.at(-1)
    if (!last || links.length < perPage) return
    after = last.id
  }
}

function changes(
  linked: LinkRow,
  record: CrmRecord,
  planned: Planned,
  { fresh, owed }: { fresh: ReadonlySet<string>; owed: string[] },
): boolean {
  const base = linked.base ?? { crm: {}, microsoft: {} }
  const kept = Object.entries(base.crm).filter(([name]) => !fresh.has(name))
  const plan = planPair({
    base: { crm: Object.fromEntries(kept), microsoft: base.microsoft, owed },
    record: stateOf(record),
    item: { fields: base.microsoft, modifiedAt: 0 },
    rules: planned.rules,
    policy: planned.settings.options.conflict,
    deleteInCrm: false,
  })
  return plan.crm.kind !== 'none' || plan.microsoft.kind !== 'none'
}

const stateOf = (record: CrmRecord) => ({
  fields: record.fields,
  deleted: record.deletedAt !== null,
  changedAt: () => record.updatedAt.getTime(),
})
