import { z } from 'zod'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { deliverMail, fileMail } from './deliver-mail'
import type { MailAddress } from './mail'

const recipients = z
  .array(z.object({ emailAddress: z.object({ address: z.string(), name: z.string().nullish() }) }))
  .default([])

const sendMailBody = z.object({
  message: z.object({
    subject: z.string().default(''),
    body: z.object({ contentType: z.string().default('text'), content: z.string().default('') }).optional(),
    toRecipients: recipients,
    ccRecipients: recipients,
    bccRecipients: recipients,
  }),
  saveToSentItems: z.boolean().default(true),
})

/**
 * Sends a mail as the user: accepted, not yet delivered, and not idempotent.
 * learn.microsoft.com/graph/api/user-sendmail
 * @throws GraphError 400
 */
export function sendMail(world: World, user: User, body: Record<string, unknown>): void {
  const parsed = sendMailBody.safeParse(body)
  if (!parsed.success) throw new GraphError(400, 'ErrorInvalidRequest', z.prettifyError(parsed.error))
  const { message, saveToSentItems } = parsed.data
  const to = addressesOf(message.toRecipients)
  const cc = addressesOf(message.ccRecipients)
  const everybody = [...to, ...cc, ...addressesOf(message.bccRecipients)].map(({ address }) => address)
  if (everybody.length === 0 || !everybody.every((address) => /^[^\s@]+@[^\s@]+$/.test(address)))
    throw new GraphError(400, 'ErrorInvalidRecipients', "At least one recipient isn't valid.")
  const isHtml = message.body?.contentType.toLowerCase() === 'html'
  const content = message.body?.content ?? ''
  const mail = deliverMail(world, {
    kind: 'mail',
    from: { name: user.displayName, address: user.mail ?? user.userPrincipalName },
    to,
    cc,
    subject: message.subject,
    text: isHtml ? null : content,
    html: isHtml ? content : null,
    recipients: everybody,
  })
  if (saveToSentItems) fileMail(world, user.id, 'sentitems', mail)
}

function addressesOf(list: z.infer<typeof recipients>): MailAddress[] {
  return list.map(({ emailAddress }) => ({ name: emailAddress.name ?? '', address: emailAddress.address }))
}
