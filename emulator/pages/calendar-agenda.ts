import { html } from 'hono/html'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { plusDays, type ShownEvent } from './calendar-days'
import { dayName } from './day-name'
import { todayOf } from './due-day'
import { eventLink, remarksOf } from './event-link'
import type { Markup, Visitor } from './page'

/** The days on which something begins, each event once. What began before stands on the first day. */
export function agenda(
  visitor: Visitor,
  world: World,
  user: User,
  first: string,
  last: string,
  events: readonly ShownEvent[],
): Markup {
  const { t } = visitor
  if (events.length === 0) return html`<p class="note">${t.noEvents}</p>`
  const today = todayOf(world, user)
  const days: string[] = []
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day)
  const beginning = (day: string) =>
    events.filter(({ firstDay }) => firstDay === day || (day === first && firstDay < first))
  return html`<ol class="plain agenda">
    ${days
      .filter((day) => beginning(day).length > 0)
      .map(
        (day) => html`<li>
          <h2>${dayName(visitor, day, 'long')} ${day === today ? html`<span class="note">${t.today}</span>` : ''}</h2>
          <ul class="plain">
            ${beginning(day).map((event) => agendaLine(visitor, user, event))}
          </ul>
        </li>`,
      )}
  </ol>`
}

function agendaLine(visitor: Visitor, user: User, event: ShownEvent): Markup {
  const { instance, calendar, allDay, startTime, endTime, firstDay, lastDay, tint } = event
  const { values, row } = instance
  const until = lastDay > firstDay ? ` – ${dayName(visitor, lastDay)}` : ''
  const remarks = [values.places[0]?.displayName, calendar.name, ...remarksOf(visitor, event)]
  return html`<li class="agenda-line">
    <span class="dot tint-${tint % 6}" aria-hidden="true"></span>
    <span class="when">${allDay ? visitor.t.allDay : `${startTime} – ${endTime}`}${until}</span>
    <span class="grow ${row.isCancelled ? 'is-cancelled' : ''}">
      <a href="${eventLink(user, instance)}">${values.subject || visitor.t.noSubject}</a>
      <small>${remarks.filter(Boolean).join(' · ')}</small>
    </span>
  </li>`
}
