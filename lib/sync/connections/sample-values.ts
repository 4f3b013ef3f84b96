import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { link } from '@/db/schema/sync'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError, UpstreamError } from '@/lib/errors'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { ModuleName, SyncModule } from '@/lib/sync/modules/module'
import type { Engine } from '@/lib/sync/run/engine'
import { graphOf } from '@/lib/sync/run/session'
import { lookForAccess } from './find-access'
import { itemOwner } from './item-owner'
import { actingMember, availableModule, ownConnection } from './own-connection'

export type Sample = { name: string; fields: CanonicalFields }
/** One real record and one real item, so that a mapping can be judged by values; the same thing when `linked`. */
export type SampleValues = { crm: Sample | null; microsoft: Sample | null; linked: boolean }

/** Of so many candidates the one with the most values is shown. */
const candidates = 25

/**
 * Values to show beside the rows of a mapping: of a linked pair, else of a record of the member's and of an item of her
 * mailbox that have nothing to do with each other. A side that cannot be read now has none.
 * @throws DomainError `permission-required`, `not-available`
 */
export async function sampleValues(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  name: ModuleName,
): Promise<SampleValues> {
  const module = await availableModule(context, name)
  for (const permission of module.permissions) requirePermission(context, permission)
  const linked = await linkedSample(context, module)
  if (linked) return linked
  const [crm, microsoft] = await Promise.all([
    ownRecord(context, module),
    mailboxItem(context, world, module).catch(noneIfRefused),
  ])
  return { crm, microsoft, linked: false }
}

async function linkedSample(context: Context, module: SyncModule): Promise<SampleValues | null> {
  const own = await ownConnection(context, module.name)
  if (!own) return null
  const links = await context.db
    .select({ recordId: link.recordId, base: link.base })
    .from(link)
    .where(and(eq(link.connectionId, own.id), eq(link.state, 'linked')))
    .orderBy(desc(link.lastSyncedAt))
    .limit(candidates)
  const records = await module.crm.read(
    context,
    links.map(({ recordId }) => recordId),
  )
  const pairs = links.flatMap(({ recordId, base }) => {
    const record = records.get(recordId)
    const living = record && record.deletedAt === null && record.ownerId === own.memberId
    return living && base ? [{ fields: record.fields, item: base.microsoft }] : []
  })
  const best = fullest(pairs)
  if (!best) return null
  const shown = module.crm.label(best.fields)
  return {
    crm: { name: shown, fields: best.fields },
    microsoft: { name: shown, fields: best.item },
    linked: true,
  }
}

async function ownRecord(context: Context, module: SyncModule): Promise<Sample | null> {
  const { memberId } = actingMember(context)
  const ids = await module.crm.listOwned(context, { ownerId: memberId, afterId: null, limit: candidates })
  const best = fullest([...(await module.crm.read(context, ids)).values()])
  return best ? { name: module.crm.label(best.fields), fields: best.fields } : null
}

const ItemPage = z.object({ value: z.array(z.unknown()) })

async function mailboxItem(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  module: SyncModule,
): Promise<Sample | null> {
  const access = await lookForAccess(context, world.signIn, module.name)
  if (!access) return null
  const { graph, userPath } = graphOf(world.engine, access)
  const { samplePath } = module.container
  if (samplePath === null) return null
  const path = withQuery(`${userPath}${samplePath}`, module.item.readQuery, `$top=${candidates}`)
  const page = await graph.get(path, ItemPage)
  const owner = await itemOwner(context)
  const best = fullest(page.value.map((json) => module.item.read(json, {}, owner)))
  return best ? { name: module.crm.label(module.crmFieldsOf(best.fields)), fields: best.fields } : null
}

/** Samples are an extra: what keeps Microsoft from answering is told where something is to be done. */
function noneIfRefused(error: unknown): null {
  if (error instanceof DomainError || error instanceof UpstreamError) return null
  throw error
}

function fullest<Candidate extends { fields: CanonicalFields }>(
  found: readonly Candidate[],
): Candidate | undefined {
  const filled = ({ fields }: Candidate) => Object.values(fields).filter((value) => value !== null).length
  return [...found].sort((a, b) => filled(b) - filled(a))[0]
}
