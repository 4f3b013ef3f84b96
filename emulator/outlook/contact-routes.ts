import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { created, noContent } from '../graph/replies'
import { listOptions, mayRead, mayWrite } from './contact-access'
import { contactDelta, deltaFolder } from './contact-delta'
import { filterableContact } from './contact-filterable'
import { type ContactView, contactToGraph, contextOf } from './contact-to-graph'
import {
  createContact,
  deleteContact,
  irresolvableConflict,
  permanentlyDeleteContact,
  updateContact,
} from './contact-verbs'
import { visibleContact } from './find-contact'
import { defaultFolderOf, visibleFolder } from './find-folder'
import { itemFilter } from './item-filter'
import { etagOf } from './item-id'
import { assertSelectable, expandedProperty, ordered, pageOf } from './item-query'
import { type ContactRow, contactFolderId, type FolderRow } from './outlook'
import { parseContact } from './parse-contact'
import { jsonObject, withPreferences } from './request-body'
import { sampleContact } from './samples'

const lists = [
  { path: '/users/:user/contacts', inDefault: true },
  { path: '/users/:user/contactFolders/:folder/contacts', inDefault: false },
]

/** Contacts of the default folder and of a named one. */
export const contactRoutes: readonly GraphRoute[] = lists.flatMap(({ path, inDefault }): GraphRoute[] => {
  const one = `${path}/:contact`
  const folderOf = (call: GraphCall) =>
    inDefault
      ? defaultFolderOf(call.user.id)
      : visibleFolder(
          call.world.outlook,
          call.world.settings.uncertain,
          call.user.id,
          call.params.folder ?? '',
        )
  // Without a folder in the path a contact of any folder is reached: learn.microsoft.com/graph/api/contact-get
  const contactOf = (call: GraphCall) =>
    visibleContact(
      call.world.outlook,
      call.world.settings.uncertain,
      call.user.id,
      call.params.contact ?? '',
      inDefault ? undefined : folderOf(call).number,
    )
  const route = (method: GraphRoute['method'], at: string, handler: GraphRoute['handler']): GraphRoute => ({
    method,
    path: at,
    service: 'outlook',
    permissions: method === 'GET' ? mayRead : mayWrite,
    handler,
  })
  return [
    { ...route('GET', path, (call) => listContacts(call, folderOf(call))), query: listOptions },
    route('POST', path, (call) => postContact(call, folderOf(call))),
    { ...route('GET', one, (call) => ok(call, contactOf(call))), query: ['$select', '$expand'] },
    route('PATCH', one, (call) => patchContact(call, contactOf(call))),
    route('DELETE', one, (call) => removeContact(call, contactOf(call))),
    route('POST', `${one}/permanentDelete`, (call) => {
      const contact = contactOf(call)
      call.world.outlook.atomically(() => permanentlyDeleteContact(call.world.outlook, contact))
      return noContent()
    }),
    {
      ...route('GET', `${path}/delta`, (call) =>
        contactDelta(call, inDefault ? folderOf(call) : deltaFolder(call, call.params.folder ?? '')),
      ),
      query: ['$select', '$expand', '$skiptoken', '$deltatoken'],
    },
    route('PATCH', path, idMissing),
    route('DELETE', path, idMissing),
  ]
})

function viewOf({ prefer, query, world }: GraphCall): ContactView {
  assertSelectable(query.select, sampleContact, 'contact')
  return {
    immutableId: prefer.immutableId,
    select: query.select,
    expandedProperty: expandedProperty(query.expand),
    graphUrl: world.graphUrl,
  }
}

function listContacts(call: GraphCall, folder: FolderRow): GraphReply {
  const { outlook, settings } = call.world
  const view = viewOf(call)
  const test = itemFilter(call.query.filter, filterableContact, settings.uncertain)
  const found = outlook
    .contactsIn(call.user.id, folder.number)
    .filter(test)
    .sort((a, b) => a.number - b.number)
  const { page, links } = pageOf(call, ordered(found, call.query.orderby, filterableContact.properties))
  return withPreferences(call, {
    status: 200,
    body: {
      '@odata.context': contextOf(call.world.graphUrl, call.user, listName(folder)),
      ...links,
      value: page.map((contact) => contactToGraph(contact, view)),
    },
  })
}

function postContact(call: GraphCall, folder: FolderRow): GraphReply {
  const { outlook, settings, graphUrl } = call.world
  const body = parseContact(jsonObject(call), 'create', settings.uncertain)
  const contact = outlook.atomically(() => createContact(outlook, call.world, folder, body))
  const shown = entity(call, contact, {
    immutableId: call.prefer.immutableId,
    select: null,
    expandedProperty: null,
    graphUrl,
  })
  const location = `${graphUrl}/v1.0/users('${call.user.id}')/contacts('${shown.id}')`
  return withPreferences(call, created(shown, location))
}

function patchContact(call: GraphCall, contact: ContactRow): GraphReply {
  const { outlook, settings, random } = call.world
  const body = parseContact(jsonObject(call), 'update', settings.uncertain)
  const honoursIfMatch = settings.uncertain.U4 !== 'ignored'
  if (honoursIfMatch) refuseStale(call, contact)
  // Two writes that met inside Exchange: github.com/microsoftgraph/msgraph-sdk-dotnet/issues/1201
  const { spontaneousConflictChance } = outlook.conduct.values()
  if (spontaneousConflictChance > 0 && random.next() < spontaneousConflictChance) throw irresolvableConflict()
  const changed = outlook.atomically(() => updateContact(outlook, call.world, contact, body))
  return ok(call, changed)
}

function removeContact(call: GraphCall, contact: ContactRow): GraphReply {
  const { outlook, settings } = call.world
  if (settings.uncertain.U4 === 'patch-and-delete') refuseStale(call, contact)
  outlook.atomically(() => deleteContact(outlook, call.world, contact))
  return noContent()
}

function refuseStale({ headers }: GraphCall, contact: ContactRow): void {
  const expected = headers.get('if-match')
  if (expected === null || expected === '*') return
  const current = etagOf(contact.userId, contact.version)
  if (expected !== current && `W/${expected}` !== current) throw irresolvableConflict()
}

function ok(call: GraphCall, contact: ContactRow): GraphReply {
  return withPreferences(call, { status: 200, body: entity(call, contact, viewOf(call)) })
}

function entity(call: GraphCall, contact: ContactRow, view: ContactView): Record<string, unknown> {
  const context = contextOf(call.world.graphUrl, call.user, 'contacts/$entity')
  return { '@odata.context': context, ...contactToGraph(contact, view) }
}

const listName = (folder: FolderRow) =>
  folder.number === 0 ? 'contacts' : `contactFolders('${contactFolderId(folder)}')/contacts`

/** Seen in github.com/microsoftgraph/microsoft-graph-docs/issues/2188. */
function idMissing(): never {
  throw new GraphError(405, 'ErrorInvalidRequest', 'The OData request is not supported.')
}
