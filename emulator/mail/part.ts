import type { Part } from '../part'
import { type MailRow, mails } from './mail'
import { messageRoutes } from './message-routes'

/** Mailboxes' messages, and the mail that was sent to anybody. SMTP is beside HTTP: see `receiveSmtp`. */
export const mailPart: Part = {
  name: 'mail',
  graph: messageRoutes,
  control(app, { store }) {
    app.get('/_emulator/mail', (context) => {
      const wanted = context.req.query('to')?.toLowerCase()
      const sent = [...mails(store).values()].filter(
        ({ recipients }) =>
          wanted === undefined || recipients.some((address) => address.toLowerCase() === wanted),
      )
      return context.json(sent.map(sentMail))
    })
  },
}

function sentMail({ at, kind, from, to, recipients, subject, text, html }: MailRow) {
  const shown = to.length > 0 ? to.map(({ address }) => address) : recipients
  return { at, kind, from: from.address, to: shown.join(', '), subject, text, html }
}
