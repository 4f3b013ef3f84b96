import { html } from 'hono/html'
import type { User } from '../directory/entities'
import { type MailRow, type MessageRow, mails, messages, messagesOf } from '../mail/mail'
import type { World } from '../world'
import { answerPage, page, type Visitor, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { userOf } from './user-page'

/** `/inbox/:user`: the mail that came in. */
export function serveInbox(routes: PageRoutes, world: World): void {
  routes.get('/inbox/:user', (context) => {
    const user = userOf(context, world, 'mailbox')
    const visitor = visitorOf(context)
    const { t } = visitor
    const received = messagesOf(world.store, user.id, 'inbox')
    const content = html`<h1>${t.inbox}</h1>
      ${received.length === 0 ? html`<p class="note">${t.noMail}</p>` : ''}
      <ul class="plain">
        ${received.map((message) => messageLine(visitor, user, message, mails(world.store).get(message.mailId)))}
      </ul>`
    return answerPage(context, page(visitor, { title: t.inbox, user, tab: 'inbox' }, content))
  })

  routes.get('/inbox/:user/:number', (context) => {
    const user = userOf(context, world, 'mailbox')
    const visitor = visitorOf(context)
    const message = messages(world.store).get(`${user.id}:${context.req.param('number')}`)
    const mail = message && mails(world.store).get(message.mailId)
    if (!message || !mail) return context.redirect(`/inbox/${user.id}`)
    if (!message.isRead) {
      const version = world.outlook.advance(user.id)
      messages(world.store).put({ ...message, isRead: true, version })
    }
    return answerPage(context, messagePage(visitor, user, mail))
  })
}

function messageLine({ language, t }: Visitor, user: User, message: MessageRow, mail: MailRow | undefined) {
  const subject = mail?.subject || t.noSubject
  return html`<li>
    <div class="bar">
      <span class="grow">
        <a href="/inbox/${user.id}/${message.number}">${message.isRead ? subject : html`<strong>${subject}</strong>`}</a>
        ${message.isRead ? '' : html`<span class="note">(${t.unread})</span>`}<br />
        <span class="note">${mail?.from.name || mail?.from.address}</span>
      </span>
      <time class="note">${mail ? shownTime(mail.at, language) : ''}</time>
    </div>
  </li>`
}

function messagePage(visitor: Visitor, user: User, mail: MailRow) {
  const { language, t } = visitor
  const links = [...(mail.html ?? mail.text ?? '').matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([link]) =>
    link.replaceAll('&amp;', '&'),
  )
  const sender = mail.from.name ? `${mail.from.name} <${mail.from.address}>` : mail.from.address
  return page(
    visitor,
    { title: mail.subject || t.noSubject, user, tab: 'inbox' },
    html`<p><a href="/inbox/${user.id}">← ${t.inbox}</a></p>
      <h1>${mail.subject || t.noSubject}</h1>
      <p class="note">
        ${t.from} ${sender} · ${t.to} ${mail.to.map(({ address }) => address).join(', ')} ·
        <time datetime="${mail.at}">${shownTime(mail.at, language)}</time>
      </p>
      ${mail.kind === 'meeting' ? html`<p><a class="button" href="/calendar/${user.id}">${t.openCalendar}</a></p>` : ''}
      ${mail.html === null ? html`<pre class="card">${mail.text}</pre>` : mailFrame(t.message, mail.html)}
      ${
        links.length === 0
          ? ''
          : html`<h2>${t.links}</h2>
              <ul class="plain">
                ${[...new Set(links)].map((link) => html`<li><a href="${link}">${link}</a></li>`)}
              </ul>`
      }`,
  )
}

/** A mail is foreign markup: it runs nothing and loads nothing, but its links open. */
function mailFrame(title: string, body: string) {
  return html`<iframe
    title="${title}"
    sandbox="allow-popups allow-popups-to-escape-sandbox"
    srcdoc="${`<base target="_blank">${body}`}"
  ></iframe>`
}

const shownTime = (at: string, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
