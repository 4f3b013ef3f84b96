import { html, raw } from 'hono/html'
import type { Instance } from '../calendar/series'
import type { User } from '../directory/entities'
import { notesOf } from './event-form'
import { eventLink, whenText } from './event-link'
import type { Markup, Visitor } from './page'

/** What somebody else has invited to: to be read and answered, not to be changed. */
export function invitationCard(visitor: Visitor, user: User, instance: Instance): Markup {
  const { t } = visitor
  const { row, values } = instance
  const { response } = row.responseStatus
  const notes = notesOf(values)
  const place = values.places[0]?.displayName
  const answers = [
    ['accept', 'accepted'],
    ['tentative', 'tentativelyAccepted'],
    ['decline', 'declined'],
  ] as const
  return html`<section class="card">
    <p>
      ${t.invitedBy} <strong>${row.organizer.name || row.organizer.address}</strong>
      <span class="note">${row.organizer.address}</span>
    </p>
    <p>${whenText(visitor, user, instance)}${place === undefined ? '' : ` · ${place}`}</p>
    ${values.joinUrl === null ? '' : html`<p><a class="button" href="${values.joinUrl}">${t.join}</a></p>`}
    ${notes === '' ? '' : html`<pre class="notes">${notes}</pre>`}
    ${
      row.isCancelled
        ? ''
        : html`<p>${t.yourAnswer} <strong>${t[response]}</strong></p>
            <form method="post" action="${eventLink(user, instance)}/answer">
              <label>${t.answerComment}<input name="comment" autocomplete="off" /></label>
              <div class="bar answers">
                <label class="inline grow"
                  ><input type="checkbox" name="tell" value="on" checked /> ${t.tellOrganizer}</label
                >
                ${answers.map(
                  ([answer, given]) =>
                    html`<button
                      name="answer"
                      value="${answer}"
                      class="${given === response ? 'main' : ''}"
                      ${given === response ? raw('aria-pressed="true"') : ''}
                    >
                      ${t[answer]}
                    </button>`,
                )}
              </div>
            </form>`
    }
  </section>`
}
