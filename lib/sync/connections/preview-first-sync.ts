import type { Context } from '@/lib/access/context'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { planPair } from '@/lib/sync/core/plan'
import type { CrmRecord, Item, MatchCandidate, SyncModule } from '@/lib/sync/modules/module'
import type { Engine } from '@/lib/sync/run/engine'
import { existingItems, type FoundItem } from './existing-items'
import { actingMember } from './own-connection'
import { mostSamples, type Planned, type PreviewTally } from './preview-tally'

const perPage = 500

/** What the first sync would do: to the items of a container of ours from before, and to the user's records. */
export async function previewFirstSync(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  module: SyncModule,
  planned: Planned,
  preview: PreviewTally,
): Promise<void> {
  const { memberId } = actingMember(context)
  const items = await existingItems(context, world, module)
  for (const { excluded } of items) if (excluded) preview.skip(excluded)
  const ordinary = items.filter(({ excluded }) => excluded === null)
  const matched = await matchItems(context, module, memberId, ordinary)
  for (const [item, candidate] of matched) {
    const about = { label: module.crm.label(module.crmFieldsOf(item.fields)), itemId: item.id }
    if (candidate === null) preview.add({ action: 'createInCrm', recordId: null, ...about })
    else {
      preview.add({ action: 'matched', recordId: candidate.recordId, ...about })
      if (pairDiffers(candidate, item, planned))
        preview.add({ action: 'update', recordId: candidate.recordId, ...about })
    }
  }
  const taken = new Set([...matched.values()].flatMap((candidate) => candidate?.recordId ?? []))
  let afterId: string | null = null
  for (;;) {
    const ids: string[] = await module.crm.listOwned(context, { ownerId: memberId, afterId, limit: perPage })
    const fresh = ids.filter((id) => !taken.has(id))
    // Each is looked at where some may stay in the CRM; else a few to show.
    const chosen = module.window || module.excludes ? fresh : fresh.slice(0, mostSamples)
    const read = await module.crm.read(context, chosen)
    for (const id of fresh) {
      const record = read.get(id)
      const staying = record && whyItStays(module, record, context.now())
      if (staying) preview.skip(staying)
      else {
        const label = module.crm.label(record?.fields ?? {})
        preview.add({ action: 'createInMicrosoft', label, recordId: id, itemId: null })
      }
    }
    if (ids.length < perPage) return
    afterId = ids.at(-1) ?? null
  }
}

const whyItStays = (module: SyncModule, record: CrmRecord, now: Date): string | null =>
  record.excluded ?? (module.window?.outside(record.fields, now) ? 'outside-window' : null)

async function matchItems(
  context: Context,
  module: SyncModule,
  memberId: string,
  items: readonly FoundItem[],
): Promise<Map<FoundItem, MatchCandidate | null>> {
  const keysOf = new Map(items.map((item) => [item, module.item.matchKeys(module.crmFieldsOf(item.fields))]))
  const found = await module.crm.findByKeys(context, memberId, [...new Set([...keysOf.values()].flat())])
  const candidates = [...found].sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
  const marked = await module.crm.read(
    context,
    items.flatMap(({ mark }) => mark ?? []),
  )
  const taken = new Set<string>()
  const matched = new Map<FoundItem, MatchCandidate | null>()
  for (const item of items) {
    const own = item.mark ? marked.get(item.mark) : undefined
    const byMark =
      own && own.ownerId === memberId && own.deletedAt === null && !taken.has(own.id) ? own : undefined
    const found = byMark
      ? { recordId: byMark.id, fields: byMark.fields, updatedAt: byMark.updatedAt }
      : candidates.find(
          ({ recordId, fields }) =>
            !taken.has(recordId) &&
            module.item.matchKeys(fields).some((key) => (keysOf.get(item) ?? []).includes(key)),
        )
    if (found) taken.add(found.recordId)
    matched.set(item, found ?? null)
  }
  return matched
}

function pairDiffers(candidate: MatchCandidate, item: Item, planned: Planned): boolean {
  const plan = planPair({
    base: null,
    record: { fields: candidate.fields, deleted: false, changedAt: () => candidate.updatedAt.getTime() },
    item: { fields: item.fields, modifiedAt: item.modifiedAt },
    rules: planned.rules,
    policy: planned.settings.options.conflict,
    deleteInCrm: false,
  })
  return plan.crm.kind !== 'none' || plan.microsoft.kind !== 'none'
}
