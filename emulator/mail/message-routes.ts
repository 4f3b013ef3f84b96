import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError, itemNotFound, malformedId } from '../graph/graph-error'
import { accepted, ok } from '../graph/replies'
import { contextOf } from '../outlook/contact-to-graph'
import { type Filterable, itemFilter } from '../outlook/item-filter'
import { parseItemId } from '../outlook/item-id'
import { ordered, pageOf } from '../outlook/item-query'
import { jsonObject } from '../outlook/request-body'
import {
  type MailRow,
  type MessageFolder,
  type MessageRow,
  mails,
  messageFolders,
  messages,
  messagesOf,
} from './mail'
import { messageToGraph, messageView } from './message-to-graph'
import { sendMail } from './send-mail'

const mayRead = { delegated: ['Mail.Read', 'Mail.ReadWrite'], application: ['Mail.Read', 'Mail.ReadWrite'] }
const mayWrite = { delegated: ['Mail.ReadWrite'], application: ['Mail.ReadWrite'] }
const maySend = { delegated: ['Mail.Send'], application: ['Mail.Send'] }
const listOptions: NonNullable<GraphRoute['query']> = [
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
]

type Message = { message: MessageRow; mail: MailRow }

/** Reading mail, and sending it. */
export const messageRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: '/users/:user/messages',
    service: 'outlook',
    permissions: mayRead,
    query: listOptions,
    handler: (call) => listMessages(call),
  },
  {
    method: 'GET',
    path: '/users/:user/mailFolders/:folder/messages',
    service: 'outlook',
    permissions: mayRead,
    query: listOptions,
    handler: (call) => listMessages(call, folderOf(call)),
  },
  {
    method: 'GET',
    path: '/users/:user/messages/:message',
    service: 'outlook',
    permissions: mayRead,
    query: ['$select'],
    handler: (call) => ok(entity(call, messageOf(call))),
  },
  {
    method: 'PATCH',
    path: '/users/:user/messages/:message',
    service: 'outlook',
    permissions: mayWrite,
    handler: markMessage,
  },
  {
    method: 'POST',
    path: '/users/:user/sendMail',
    service: 'outlook',
    permissions: maySend,
    handler(call) {
      sendMail(call.world, call.user, jsonObject(call))
      return accepted()
    },
  },
]

const filterableMessage: Filterable<Message> = {
  properties: {
    subject: ({ mail }) => mail.subject,
    receivedDateTime: ({ mail }) => `${mail.at.slice(0, 19)}Z`,
    sentDateTime: ({ mail }) => `${mail.at.slice(0, 19)}Z`,
    isRead: ({ message }) => message.isRead,
    'from/emailAddress/address': ({ mail }) => mail.from.address,
  },
  collections: {},
  extended: () => ({}),
  contains: true,
}

function listMessages(call: GraphCall, folder?: MessageFolder): GraphReply {
  const { world, query, user } = call
  const found = messagesOf(world.store, user.id, folder)
    .map((message) => withMail(call, message))
    .filter(itemFilter(query.filter, filterableMessage, world.settings.uncertain))
  const { page, links } = pageOf(call, ordered(found, query.orderby, filterableMessage.properties))
  return ok({
    '@odata.context': contextOf(world.graphUrl, user, 'messages'),
    ...links,
    value: page.map(({ message, mail }) => messageToGraph(message, mail, messageView(call))),
  })
}

/** The inbox and the sent items, by well-known name or id; there are no others here. */
function folderOf({ params }: GraphCall): MessageFolder {
  const key = params.folder ?? ''
  if (/^inbox$/i.test(key)) return 'inbox'
  if (/^sentitems$/i.test(key)) return 'sentitems'
  const address = parseItemId(key)
  if (address?.form !== 'folder') throw malformedId()
  if (address.number === messageFolders.inbox) return 'inbox'
  if (address.number === messageFolders.sentitems) return 'sentitems'
  throw itemNotFound()
}

function messageOf(call: GraphCall): Message {
  const address = parseItemId(call.params.message ?? '')
  if (!address || address.form === 'folder') throw malformedId()
  const message = messages(call.world.store).get(`${call.user.id}:${address.number}`)
  if (!message || address.mailboxId !== call.user.id) throw itemNotFound()
  return withMail(call, message)
}

function withMail({ world }: GraphCall, message: MessageRow): Message {
  const mail = mails(world.store).get(message.mailId)
  if (!mail) throw new Error(`the message ${message.id} has lost its mail`)
  return { message, mail }
}

function markMessage(call: GraphCall): GraphReply {
  const { world } = call
  const { message, mail } = messageOf(call)
  const { isRead, ...rest } = jsonObject(call)
  if (typeof isRead !== 'boolean' || Object.keys(rest).length > 0)
    throw new GraphError(501, 'NotImplemented', "Of a message only 'isRead' can be changed in this emulator.")
  const marked = messages(world.store).put({
    ...message,
    isRead,
    version: world.outlook.advance(message.userId),
  })
  return ok(entity(call, { message: marked, mail }))
}

function entity(call: GraphCall, { message, mail }: Message): Record<string, unknown> {
  const context = contextOf(call.world.graphUrl, call.user, 'messages/$entity')
  return { '@odata.context': context, ...messageToGraph(message, mail, messageView(call)) }
}
