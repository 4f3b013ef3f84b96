import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { created, noContent, ok } from '../graph/replies'
import { listOptions, mayRead, mayWrite } from './contact-access'
import { contactFolderDelta } from './contact-delta'
import { filterableFolder } from './contact-filterable'
import { contextOf, folderToGraph } from './contact-to-graph'
import { parseExtendedProperties } from './extended-properties'
import { defaultFolderOf, visibleFolder } from './find-folder'
import { createFolder, deleteFolder, permanentlyDeleteFolder, updateFolder } from './folder-verbs'
import { itemFilter } from './item-filter'
import { assertSelectable, expandedProperty, ordered, pageOf } from './item-query'
import type { FolderRow } from './outlook'
import { jsonObject } from './request-body'
import { sampleFolder } from './samples'

const root = '/users/:user/contactFolders'
const one = `${root}/:folder`

/** Folders of contacts. The default folder is in no list, but its id works. */
export const contactFolderRoutes: readonly GraphRoute[] = [
  { ...read(root, (call) => listFolders(call, defaultFolderOf(call.user.id))), query: listOptions },
  { ...read(`${root}/delta`, contactFolderDelta), query: ['$select', '$skiptoken', '$deltatoken'] },
  { ...read(one, (call) => ok(entity(call, folderOf(call)))), query: ['$select', '$expand'] },
  { ...read(`${one}/childFolders`, (call) => listFolders(call, folderOf(call))), query: listOptions },
  write('POST', root, (call) => postFolder(call, defaultFolderOf(call.user.id))),
  write('POST', `${one}/childFolders`, (call) => postFolder(call, folderOf(call))),
  write('PATCH', one, patchFolder),
  write('DELETE', one, (call) => {
    const { world } = call
    const folder = folderOf(call)
    world.outlook.atomically(() => deleteFolder(world.outlook, world, folder))
    return noContent()
  }),
  write('POST', `${one}/permanentDelete`, (call) => {
    const { world } = call
    const folder = folderOf(call)
    world.outlook.atomically(() => permanentlyDeleteFolder(world.outlook, world, folder))
    return noContent()
  }),
]

function read(path: string, handler: GraphRoute['handler']): GraphRoute {
  return { method: 'GET', path, service: 'outlook', permissions: mayRead, handler }
}

function write(method: GraphRoute['method'], path: string, handler: GraphRoute['handler']): GraphRoute {
  return { method, path, service: 'outlook', permissions: mayWrite, handler }
}

function folderOf({ world, user, params }: GraphCall): FolderRow {
  return visibleFolder(world.outlook, world.settings.uncertain, user.id, params.folder ?? '')
}

function listFolders(call: GraphCall, parent: FolderRow): GraphReply {
  const { outlook, settings, graphUrl } = call.world
  const { select, expand, filter, orderby } = call.query
  assertSelectable(select, sampleFolder, 'contactFolder')
  const view = { select, expandedProperty: expandedProperty(expand), graphUrl }
  const found = outlook
    .foldersUnder(call.user.id, parent.number)
    .filter(itemFilter(filter, filterableFolder, settings.uncertain))
    .sort((a, b) => a.number - b.number)
  const { page, links } = pageOf(call, ordered(found, orderby, filterableFolder.properties))
  return ok({
    '@odata.context': contextOf(graphUrl, call.user, 'contactFolders'),
    ...links,
    value: page.map((folder) => folderToGraph(folder, view)),
  })
}

function postFolder(call: GraphCall, parent: FolderRow): GraphReply {
  const { outlook, graphUrl } = call.world
  const { displayName, extended } = folderBody(call)
  if (displayName === undefined || displayName === '')
    throw new GraphError(400, 'ErrorInvalidRequest', 'A folder needs a displayName.')
  const folder = outlook.atomically(() =>
    createFolder(outlook, call.user.id, parent.number, { displayName, extended }),
  )
  const shown = entity(call, folder)
  return created(shown, `${graphUrl}/v1.0/users('${call.user.id}')/contactFolders('${shown.id}')`)
}

function patchFolder(call: GraphCall): GraphReply {
  const { outlook } = call.world
  const folder = folderOf(call)
  const changes = folderBody(call)
  return ok(
    entity(
      call,
      outlook.atomically(() => updateFolder(outlook, folder, changes)),
    ),
  )
}

function folderBody(call: GraphCall): { displayName?: string; extended: Record<string, string | null> } {
  const { displayName, singleValueExtendedProperties, ...rest } = jsonObject(call)
  const other = Object.keys(rest).find((name) => !name.includes('@odata.'))
  if (other !== undefined)
    throw new GraphError(400, 'ErrorInvalidPropertySet', `The property '${other}' cannot be set.`)
  const extended =
    singleValueExtendedProperties === undefined ? {} : parseExtendedProperties(singleValueExtendedProperties)
  if (displayName === undefined) return { extended }
  if (typeof displayName !== 'string' || displayName === '' || displayName.length > 255)
    throw new GraphError(400, 'ErrorInvalidRequest', 'displayName must be a text of 1 to 255 characters.')
  return { displayName, extended }
}

function entity(call: GraphCall, folder: FolderRow): Record<string, unknown> {
  const { select, expand } = call.query
  assertSelectable(select, sampleFolder, 'contactFolder')
  return {
    '@odata.context': contextOf(call.world.graphUrl, call.user, 'contactFolders/$entity'),
    ...folderToGraph(folder, {
      select,
      expandedProperty: expandedProperty(expand),
      graphUrl: call.world.graphUrl,
    }),
  }
}
