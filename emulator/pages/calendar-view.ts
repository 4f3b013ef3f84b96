import { html, raw } from 'hono/html'
import { calendarIdOf } from '../calendar/calendar-to-graph'
import { type CalendarRow, defaultCalendar } from '../calendar/calendars'
import { eventId } from '../calendar/event-id'
import { listedCalendars } from '../calendar/find-calendar'
import { overlaps, wholeEvent } from '../calendar/series'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { agenda } from './calendar-agenda'
import { eventsBetween, mondayOf, plusDays } from './calendar-days'
import { weekGrid } from './calendar-week'
import { todayOf } from './due-day'
import { whenText } from './event-link'
import { type Markup, page, problemLine, type Visitor } from './page'
import { dateLocale } from './texts'

export type CalendarShown = { user: User; day: string; view: 'week' | 'agenda'; problem?: string }

/** All calendars of a user: a week, or a list of four. */
export function calendarPage(visitor: Visitor, world: World, shown: CalendarShown): Markup {
  const { t } = visitor
  const { user, day, view, problem } = shown
  const monday = mondayOf(day)
  const last = plusDays(monday, view === 'week' ? 6 : 27)
  const events = eventsBetween(world, user, monday, last)
  const link = (to: string, as = view) => `/calendar/${user.id}?${new URLSearchParams({ day: to, view: as })}`
  const viewLink = (as: 'week' | 'agenda', text: string) =>
    html`<a class="button" href="${link(day, as)}" ${as === view ? raw('aria-current="page"') : ''}>${text}</a>`
  return page(
    visitor,
    { title: t.calendar, user, tab: 'calendar' },
    html`<div class="columns calendar-columns">
      ${calendarColumn(visitor, world, user)}
      <section>
        <div class="bar calendar-bar">
          <h1 class="grow">${spanText(visitor, monday, last)}</h1>
          <div class="row">
            <a class="button" href="${link(plusDays(day, -7))}" aria-label="${t.previousWeek}">‹</a>
            <a class="button" href="${link(todayOf(world, user))}">${t.thisWeek}</a>
            <a class="button" href="${link(plusDays(day, 7))}" aria-label="${t.nextWeek}">›</a>
          </div>
          <div class="row">${viewLink('week', t.week)} ${viewLink('agenda', t.agenda)}</div>
          <a class="button main" href="/calendar/${user.id}/new">${t.newEvent}</a>
        </div>
        ${problem === undefined ? '' : problemLine(visitor, problem)} ${unanswered(visitor, world, user)}
        ${
          view === 'week'
            ? weekGrid(visitor, world, user, monday, events)
            : agenda(visitor, world, user, monday, last, events)
        }
      </section>
    </div>`,
  )
}

/** Invitations to what is still to come, with the three answers. */
function unanswered(visitor: Visitor, world: World, user: User): Markup {
  const { t } = visitor
  const fromMs = world.clock.now().getTime()
  const future = { fromMs, toMs: Number.POSITIVE_INFINITY }
  const waiting = listedCalendars(world, user.id)
    .flatMap((calendar) => world.calendars.eventsIn(user.id, calendar.number))
    .filter(({ isOrganizer, isCancelled, responseStatus: { response } }) => {
      return !isOrganizer && !isCancelled && (response === 'notResponded' || response === 'none')
    })
    .filter(({ values }) => values.recurrence !== null || overlaps(values, future))
    .sort((a, b) => a.values.start.ms - b.values.start.ms)
  if (waiting.length === 0) return html``
  return html`<section class="card waiting" aria-label="${t.toAnswer}">
    <h2>${t.toAnswer} <span class="note">${waiting.length}</span></h2>
    <ul class="plain">
      ${waiting.map((row) => {
        const subject = row.values.subject ?? t.noSubject
        const path = `/calendar/${user.id}/event/${eventId(wholeEvent(row), { immutableId: true })}`
        return html`<li>
          <form method="post" action="${path}/answer" class="bar">
            <input type="hidden" name="tell" value="on" />
            <span class="grow"
              ><a href="${path}">${subject}</a><br /><span class="note"
                >${row.organizer.name || row.organizer.address} · ${whenText(visitor, user, wholeEvent(row))}</span
              ></span
            >
            ${(['accept', 'tentative', 'decline'] as const).map(
              (answer) =>
                html`<button name="answer" value="${answer}" aria-label="${t[answer]}${t.colon} ${subject}">${t[answer]}</button>`,
            )}
          </form>
        </li>`
      })}
    </ul>
  </section>`
}

function calendarColumn({ t }: Visitor, world: World, user: User): Markup {
  const path = `/calendar/${user.id}/calendars`
  return html`<aside>
    <h2>${t.calendars}</h2>
    <ul class="plain calendars">
      ${listedCalendars(world, user.id).map((calendar, tint) => calendarEntry(t, path, calendar, tint))}
      <li class="deleted"><a href="/calendar/${user.id}/deleted">${t.deletedItems}</a></li>
    </ul>
    <details>
      <summary>${t.newCalendar}</summary>
      <form method="post" action="${path}" class="bar">
        <label class="grow">${t.calendarName}<input name="name" required maxlength="255" /></label>
        <button>${t.create}</button>
      </form>
    </details>
  </aside>`
}

function calendarEntry(t: Visitor['t'], path: string, calendar: CalendarRow, tint: number): Markup {
  const action = `${path}/${calendarIdOf(calendar)}`
  const dot = html`<span class="dot tint-${tint % 6}" aria-hidden="true"></span>`
  if (calendar.number === defaultCalendar) return html`<li class="calendar-name">${dot} ${calendar.name}</li>`
  return html`<li>
    <details>
      <summary class="calendar-name">${dot} ${calendar.name}</summary>
      <form method="post" action="${action}/rename" class="bar">
        <label class="grow"
          >${t.calendarName}<input name="name" required maxlength="255" value="${calendar.name}"
        /></label>
        <button aria-label="${t.renameCalendar}${t.colon} ${calendar.name}">${t.rename}</button>
      </form>
      <form method="post" action="${action}/delete">
        <p class="note">${t.deleteCalendarNote}</p>
        <button class="danger" aria-label="${t.deleteCalendar}${t.colon} ${calendar.name}">${t.deleteCalendar}</button>
      </form>
    </details>
  </li>`
}

function spanText({ language }: Visitor, first: string, last: string): string {
  const format = new Intl.DateTimeFormat(dateLocale(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`))
}
