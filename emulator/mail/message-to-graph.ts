import type { GraphCall } from '../graph/call'
import { changeKey, etagOf, folderId } from '../outlook/item-id'
import { contactId } from '../outlook/outlook'
import { type MailAddress, type MailRow, type MessageRow, messageFolders } from './mail'

export type MessageView = { immutableId: boolean; asText: boolean; select: readonly string[] | null }

/** How a request wants to see messages; `outlook.body-content-type` as in learn.microsoft.com/graph/api/message-get */
export const messageView = ({ prefer, query }: Pick<GraphCall, 'prefer' | 'query'>): MessageView => ({
  immutableId: prefer.immutableId,
  asText: prefer.all.get('outlook.body-content-type') === 'text',
  select: query.select,
})

/** A message as v1.0 shows it: learn.microsoft.com/graph/api/resources/message */
export function messageToGraph(
  message: MessageRow,
  mail: MailRow,
  view: MessageView,
): Record<string, unknown> {
  const at = `${mail.at.slice(0, 19)}Z`
  const text = mail.text ?? textOf(mail.html ?? '')
  const whole: Record<string, unknown> = {
    id: contactId({ ...message, placement: 0 }, view),
    createdDateTime: at,
    lastModifiedDateTime: at,
    changeKey: changeKey(message.userId, message.version),
    categories: [],
    receivedDateTime: at,
    sentDateTime: at,
    hasAttachments: false,
    internetMessageId: mail.internetMessageId,
    subject: mail.subject,
    bodyPreview: text.replace(/\s+/g, ' ').trim().slice(0, 255),
    importance: 'normal',
    parentFolderId: folderId(message.userId, messageFolders[message.folder]),
    isRead: message.isRead,
    isDraft: false,
    body:
      mail.html === null || view.asText
        ? { contentType: 'text', content: text }
        : { contentType: 'html', content: mail.html },
    sender: recipient(mail.from),
    from: recipient(mail.from),
    toRecipients: mail.to.map(recipient),
    ccRecipients: mail.cc.map(recipient),
    bccRecipients: [],
    replyTo: [],
  }
  const names = view.select ? ['id', ...view.select.filter((name) => name !== 'id' && name in whole)] : null
  return {
    '@odata.etag': etagOf(message.userId, message.version),
    ...(names ? Object.fromEntries(names.map((name) => [name, whole[name]])) : whole),
  }
}

const recipient = ({ name, address }: MailAddress) => ({ emailAddress: { name: name || address, address } })

/** The text of an HTML body, roughly: for the preview. */
export function textOf(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(?:p|div|tr|h\d|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
}
