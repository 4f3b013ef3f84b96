import type { World } from '../world'
import { type MailRow, type MessageFolder, mails, messages, type OutgoingMail } from './mail'

/**
 * Delivers a mail into the inbox of every recipient who has a mailbox here. Mail to strangers leaves the emulated
 * world; it is kept among the sent mails.
 */
export function deliverMail(world: World, mail: OutgoingMail): MailRow {
  return world.store.atomically(() => {
    const id = String(world.store.next('mails')).padStart(9, '0')
    const sent = mails(world.store).put({
      ...mail,
      id,
      at: world.clock.now().toISOString(),
      internetMessageId: `<${world.random.uuid()}@emulator.example>`,
    })
    const receivers = new Set(mail.recipients.map((address) => world.directory.findMailbox(address)?.id))
    for (const userId of receivers) if (userId !== undefined) fileMail(world, userId, 'inbox', sent)
    return sent
  })
}

/** Puts a mail into a folder of a mailbox. Own sent mail counts as read. */
export function fileMail(
  { store, outlook }: World,
  userId: string,
  folder: MessageFolder,
  mail: MailRow,
): void {
  const number = outlook.advance(userId)
  messages(store).put({
    id: `${userId}:${number}`,
    userId,
    number,
    folder,
    mailId: mail.id,
    isRead: folder === 'sentitems',
    version: number,
  })
}
