import type { Collection } from '../core/collection'
import type { Store } from '../core/store'

export type MailAddress = { name: string; address: string }

/** What somebody sends. */
export type OutgoingMail = {
  kind: 'mail' | 'meeting'
  from: MailAddress
  to: readonly MailAddress[]
  cc: readonly MailAddress[]
  subject: string
  text: string | null
  html: string | null
  /** Who gets it, whatever the header says: also those in blind copy. */
  recipients: readonly string[]
}

/** A mail that was sent, to whomever. */
export type MailRow = OutgoingMail & { id: string; at: string; internetMessageId: string }

/** A mail in somebody's mailbox. */
export type MessageRow = {
  /** `userId:number` */
  id: string
  userId: string
  number: number
  folder: MessageFolder
  mailId: string
  isRead: boolean
  version: number
}

export type MessageFolder = 'inbox' | 'sentitems'

/** Numbers of the mail folders, beside those of contacts in the same mailbox. */
export const messageFolders: Record<MessageFolder, number> = {
  inbox: 0x7fff_0000_0010,
  sentitems: 0x7fff_0000_0011,
}

export const mails = (store: Store): Collection<MailRow> => store.collection('mails')
export const messages = (store: Store): Collection<MessageRow> => store.collection('messages')

/** A user's messages of one folder, newest first. */
export function messagesOf(store: Store, userId: string, folder?: MessageFolder): MessageRow[] {
  return [...messages(store).values()]
    .filter((message) => message.userId === userId && (folder === undefined || message.folder === folder))
    .sort((a, b) => b.number - a.number)
}
