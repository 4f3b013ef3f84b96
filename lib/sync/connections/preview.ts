import { and, asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { link } from '@/db/schema/sync'
import { type Context, requirePermission } from '@/lib/access/context'
import { listContainers } from '@/lib/microsoft/containers/containers'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { previewInvitations } from '@/lib/sync/client-invitations/preview-invitations'
import { wantsInvitations } from '@/lib/sync/client-invitations/wanted'
import { compileMapping, type FieldRule } from '@/lib/sync/core/mapping'
import { planPair } from '@/lib/sync/core/plan'
import { type LinkRow, linksByItem } from '@/lib/sync/links'
import type { CrmRecord, Item, MatchCandidate, ModuleName, SyncModule } from '@/lib/sync/modules/module'
import type { Engine } from '@/lib/sync/run/engine'
import { graphOf } from '@/lib/sync/run/session'
import { type ConnectionSettings, settingsFor, type WholeSettings } from './connection-settings'
import { findAccess } from './find-access'
import { itemOwner } from './item-owner'
import { actingMember, availableModule, type ConnectionRow, ownConnection } from './own-connection'

export type PreviewSample = {
  action: 'matched' | 'createInMicrosoft' | 'createInCrm' | 'update' | 'delete'
  label: string
  recordId: string | null
  itemId: string | null
}
export type Preview = {
  matched: number
  createInMicrosoft: number
  createInCrm: number
  update: number
  delete: number
  skipped: { reason: string; count: number }[]
  samples: PreviewSample[]
}

const mostSamples = 12
const perPage = 500

/**
 * What enabling, changing or disabling would do, counted and with samples; nothing is written on either side (C5).
 * @throws DomainError as `enableConnection`
 */
export async function previewConnection(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  name: ModuleName,
  given: ConnectionSettings,
  purpose: 'enable' | 'disable',
): Promise<Preview> {
  const module = await availableModule(context, name)
  for (const permission of module.permissions) requirePermission(context, permission)
  const existing = await ownConnection(context, name)
  const living = existing && existing.status !== 'off' && existing.containerId !== null ? existing : null
  const settings = await settingsFor(context, module, existing, given)
  const preview = new Tally()
  if (purpose === 'disable') {
    if (living) await previewLinks(context, module, living, null, preview)
    return preview.result
  }
  const rules = compileMapping(settings.mapping, settings.valueMaps, module.limits)
  if (living) await previewLinks(context, module, living, { rules, settings }, preview)
  else await previewFirstSync(context, world, module, { rules, settings }, preview)
  if (wantsInvitations({ module: name, options: settings.options }))
    await previewClients(context, world, existing, preview)
  return preview.result
}

/** M6: what the user's default calendar would bring. */
async function previewClients(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  existing: ConnectionRow | null,
  preview: Tally,
): Promise<void> {
  const access = await accessToPreview(context, world.signIn, 'meetings')
  const { memberId } = actingMember(context)
  const of = { memberId, upn: access.upn, connectionId: existing?.id ?? null }
  const { timeZone } = await itemOwner(context)
  const ahead = await previewInvitations(context, graphOf(world.engine, access), of, timeZone)
  for (const { id, content } of ahead.taken)
    preview.add({ action: 'createInCrm', label: content.title, recordId: null, itemId: id })
  for (const reason of ahead.missed) skip(preview, reason)
}

const accessToPreview = (context: Context, signIn: SignInDeps, name: ModuleName) =>
  findAccess(context, signIn, name, {
    purpose: 'reconnect',
    returnTo: `/settings/marketplace/microsoft/${name}/configuration?step=preview`,
  })

class Tally {
  readonly result: Preview = {
    matched: 0,
    createInMicrosoft: 0,
    createInCrm: 0,
    update: 0,
    delete: 0,
    skipped: [],
    samples: [],
  }

  add(sample: PreviewSample, count = 1): void {
    this.result[sample.action] += count
    const alike = this.result.samples.filter(({ action }) => action === sample.action).length
    if (alike < mostSamples / 3) this.result.samples.push(sample)
  }
}

type Planned = { rules: readonly FieldRule[]; settings: WholeSettings }

/** What is linked, under a new mapping or gone with the container; from what both sides were last seen to hold. */
async function previewLinks(
  context: Context,
  module: SyncModule,
  row: ConnectionRow,
  planned: Planned | null,
  preview: Tally,
): Promise<void> {
  const before = new Map(row.mapping.map((pair) => [pair.crm, pair]))
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
      if (linked.state === 'unlinked') skip(preview, 'removed-in-microsoft')
      else if (linked.state !== 'linked') {
        if (planned) preview.add({ action: 'createInMicrosoft', ...about })
      } else if (!planned) preview.add({ action: 'delete', ...about })
      else if (changes(linked, record, planned, before)) preview.add({ action: 'update', ...about })
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
  before: Map<string, { microsoft: string }>,
): boolean {
  const base = linked.base ?? { crm: {}, microsoft: {} }
  const kept = Object.entries(base.crm).filter(([name]) =>
    planned.settings.mapping.some(
      (pair) => pair.crm === name && before.get(name)?.microsoft === pair.microsoft,
    ),
  )
  const plan = planPair({
    base: { crm: Object.fromEntries(kept), microsoft: base.microsoft },
    record: stateOf(record),
    item: { fields: base.microsoft, modifiedAt: 0 },
    rules: planned.rules,
    policy: planned.settings.options.conflict,
    deleteInCrm: false,
  })
  return plan.crm.kind !== 'none' || plan.microsoft.kind !== 'none'
}

async function previewFirstSync(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  module: SyncModule,
  planned: Planned,
  preview: Tally,
): Promise<void> {
  const { memberId } = actingMember(context)
  const items = await existingItems(context, world, module)
  const matched = await matchItems(context, module, memberId, items)
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
    const shown = await module.crm.read(context, fresh.slice(0, mostSamples))
    fresh.forEach((id) => {
      const label = module.crm.label(shown.get(id)?.fields ?? {})
      preview.add({ action: 'createInMicrosoft', label, recordId: id, itemId: null })
    })
    if (ids.length < perPage) return
    afterId = ids.at(-1) ?? null
  }
}

const ItemPage = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
})

type FoundItem = Item & { mark: string | null }

/** The items of a container of ours from before, if there is one. Only read. */
async function existingItems(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  module: SyncModule,
): Promise<FoundItem[]> {
  const access = await accessToPreview(context, world.signIn, module.name)
  const { graph, userPath } = graphOf(world.engine, access)
  const place = { graph, userPath, kind: module.container }
  const ours = (await listContainers(place)).find(({ mark }) => mark === actingMember(context).memberId)
  if (!ours) return []
  const items: FoundItem[] = []
  const base = `${userPath}${module.container.collection}/${encodeURIComponent(ours.id)}${module.container.items}`
  const owner = await itemOwner(context)
  const { readQuery, marks } = module.item
  let path: string | null = withQuery(base, readQuery, '$top=200', marks.expand)
  while (path !== null) {
    const page: z.infer<typeof ItemPage> = await graph.get(path, ItemPage)
    for (const json of page.value) items.push({ ...module.item.read(json, {}, owner), mark: marks.of(json) })
    path = page['@odata.nextLink'] ?? null
  }
  const own = await ownConnection(context, module.name)
  const letGo = own
    ? await linksByItem(
        context.db,
        own.id,
        items.map(({ id }) => id),
      )
    : new Map<string, LinkRow>()
  return items.map((item) => ({ ...item, mark: letGo.get(item.id)?.recordId ?? item.mark }))
}

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

const stateOf = (record: CrmRecord) => ({
  fields: record.fields,
  deleted: record.deletedAt !== null,
  changedAt: () => record.updatedAt.getTime(),
})

function skip(preview: Tally, reason: string): void {
  const known = preview.result.skipped.find((entry) => entry.reason === reason)
  if (known) known.count += 1
  else preview.result.skipped.push({ reason, count: 1 })
}
