import { html, raw } from 'hono/html'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { isOn, type PlacedEvent, placedOn, plusDays, type ShownEvent } from './calendar-days'
import { dayName } from './day-name'
import { todayOf } from './due-day'
import { eventLink, remarksOf } from './event-link'
import type { Markup, Visitor } from './page'

const usualHours = { from: 8, to: 18 }

/** Seven days beside each other, below each other on a narrow screen. */
export function weekGrid(
  visitor: Visitor,
  world: World,
  user: User,
  monday: string,
  events: readonly ShownEvent[],
): Markup {
  const today = todayOf(world, user)
  const days = Array.from({ length: 7 }, (_, at) => plusDays(monday, at))
  const placed = days.map((day) => placedOn(day, events))
  const { from, to } = hoursOf(placed.flat())
  const hours = Array.from({ length: to - from }, (_, at) => from + at)
  return html`<div class="week" style="--from: ${from}; --hours: ${to - from}">
    <div class="hours" aria-hidden="true">${hours.map((hour) => html`<span>${hour}:00</span>`)}</div>
    <ol class="days">
      ${days.map((day, at) => {
        const allDay = events.filter((event) => event.allDay && isOn(event, day))
        return html`<li class="day" ${day === today ? raw('aria-current="date"') : ''}>
          <h2>
            <span>${dayName(visitor, day)}</span>
            <a href="/calendar/${user.id}/new?day=${day}" aria-label="${visitor.t.newEvent}, ${dayName(visitor, day, 'long')}">+</a>
          </h2>
          <ul class="all-day">
            ${allDay.map((event) => html`<li>${tile(visitor, user, event)}</li>`)}
          </ul>
          <ul class="timed">
            ${(placed[at] ?? []).map(
              ({ event, fromMinute, toMinute, lane, lanes }) =>
                html`<li
                  class="${lanes > 2 ? 'narrow' : ''}"
                  style="--start: ${fromMinute}; --end: ${toMinute}; --lane: ${lane}; --lanes: ${lanes}"
                >
                  ${tile(visitor, user, event)}
                </li>`,
            )}
          </ul>
        </li>`
      })}
    </ol>
  </div>`
}

function tile(visitor: Visitor, user: User, event: ShownEvent): Markup {
  const { instance, allDay, startTime, endTime, tint } = event
  const { row, values } = instance
  const subject = values.subject || visitor.t.noSubject
  const remarks = remarksOf(visitor, event)
  const isOpen = !row.isOrganizer && row.responseStatus.response !== 'accepted'
  return html`<a
    class="tile-event tint-${tint % 6} ${isOpen ? 'open' : ''} ${row.isCancelled ? 'is-cancelled' : ''}"
    href="${eventLink(user, instance)}"
    title="${[allDay ? '' : `${startTime}–${endTime}`, subject].join(' ').trim()}"
  >
    ${allDay ? '' : html`<time>${startTime}<span class="until">–${endTime}</span></time>`}
    <strong>${subject}</strong>
    <small>${[values.places[0]?.displayName, ...remarks].filter(Boolean).join(' · ')}</small>
  </a>`
}

/** The usual hours, and those of events outside of them. */
function hoursOf(placed: readonly PlacedEvent[]): { from: number; to: number } {
  return {
    from: Math.min(usualHours.from, ...placed.map(({ fromMinute }) => Math.floor(fromMinute / 60))),
    to: Math.max(usualHours.to, ...placed.map(({ toMinute }) => Math.min(24, Math.ceil(toMinute / 60)))),
  }
}
