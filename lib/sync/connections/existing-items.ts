import { z } from 'zod'
import type { Context } from '@/lib/access/context'
import { listContainers } from '@/lib/microsoft/containers/containers'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { type LinkRow, linksByItem } from '@/lib/sync/links'
import type { Item, ModuleName, SyncModule } from '@/lib/sync/modules/module'
import type { Engine } from '@/lib/sync/run/engine'
import { graphOf } from '@/lib/sync/run/session'
import { findAccess } from './find-access'
import { itemOwner } from './item-owner'
import { actingMember, ownConnection } from './own-connection'

/** As whom a preview reads. @throws DomainError as `findAccess` */
export const accessToPreview = (context: Context, signIn: SignInDeps, name: ModuleName) =>
  findAccess(context, signIn, name, {
    purpose: 'reconnect',
    returnTo: `/settings/marketplace/microsoft/${name}/configuration?step=preview`,
  })

const ItemPage = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
})

export type FoundItem = Item & { mark: string | null }

/** The items of a container of ours from before, if there is one. Only read. */
export async function existingItems(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  module: SyncModule,
): Promise<FoundItem[]> {
  const access = await accessToPreview(context, world.signIn, module.name)
  const { graph, userPath } = graphOf(world.engine, access)
  const place = { graph, userPath, kind: module.container }
  const own = await ownConnection(context, module.name)
  const listed = await listContainers(place)
  const ours =
    listed.find(({ id }) => id === own?.keptContainerId) ??
    listed.find(({ mark }) => mark === actingMember(context).memberId)
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
  const letGo = own
    ? await linksByItem(
        context.db,
        own.id,
        items.map(({ id }) => id),
      )
    : new Map<string, LinkRow>()
  return items.map((item) => ({ ...item, mark: letGo.get(item.id)?.recordId ?? item.mark }))
}
