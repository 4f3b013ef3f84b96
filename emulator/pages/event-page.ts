import { html } from 'hono/html'
import { calendarIdOf } from '../calendar/calendar-to-graph'
import { listedCalendars } from '../calendar/find-calendar'
import { inviteesOf } from '../calendar/meetings'
import { type Instance, wholeEvent } from '../calendar/series'
import type { User } from '../directory/entities'
import type { World } from '../world'
import type { EventForm } from './event-form'
import { eventInputs } from './event-inputs'
import { eventLink } from './event-link'
import { invitationCard } from './invitation-card'
import { type Markup, page, problemLine, type Visitor } from './page'

export type EventShown = {
  user: User
  /** Null for an event that is about to be made. */
  instance: Instance | null
  form: EventForm
  problem?: string
  saved?: boolean
}

/** One event with everything that its owner, or somebody invited to it, can do. */
export function eventPage(visitor: Visitor, world: World, shown: EventShown): Markup {
  const { t } = visitor
  const { user, instance, form, problem, saved } = shown
  const title = instance ? instance.values.subject || t.noSubject : t.newEvent
  const back = `/calendar/${user.id}?day=${form.get('startDate') ?? ''}`
  return page(
    visitor,
    { title, user, tab: 'calendar' },
    html`<p><a href="${back}">← ${t.calendar}</a></p>
      <h1>${title}</h1>
      ${problem === undefined ? '' : problemLine(visitor, problem)}
      ${saved ? html`<p class="good" role="status">${t.saved}</p>` : ''}
      ${
        instance
          ? html`${instance.row.isCancelled ? html`<p class="bad">${t.canceledNote}</p>` : ''}
              ${seriesNote(visitor, user, instance)}
              <div class="columns wide-left">
                ${
                  instance.row.isOrganizer
                    ? ownForm(visitor, world, shown, back)
                    : invitationCard(visitor, user, instance)
                }
                <div>${sideCards(visitor, world, user, instance)}</div>
              </div>`
          : ownForm(visitor, world, shown, back)
      }`,
  )
}

function ownForm(visitor: Visitor, world: World, { user, instance, form }: EventShown, back: string): Markup {
  const { t } = visitor
  const action = instance ? eventLink(user, instance) : `/calendar/${user.id}/new`
  return html`<form method="post" action="${action}" class="card ${instance ? '' : 'narrow-form'}" aria-label="${t.event}">
    ${eventInputs(visitor, form, {
      calendars: instance ? null : listedCalendars(world, user.id),
      mayRepeat: instance?.day == null,
    })}
    <div class="row">
      <button class="main">${t.save}</button>
      <a class="button" href="${back}">${t.cancel}</a>
    </div>
  </form>`
}

function seriesNote({ t }: Visitor, user: User, instance: Instance): Markup {
  if (instance.type === 'singleInstance') return html``
  if (instance.day === null) return html`<p class="note">${t.seriesNote}</p>`
  return html`<p class="note">
    ${t.oneOfSeries} <a href="${eventLink(user, wholeEvent(instance.row))}">${t.wholeSeries}</a>
  </p>`
}

function sideCards(visitor: Visitor, world: World, user: User, instance: Instance): Markup {
  const { t } = visitor
  const { row, values } = instance
  const action = eventLink(user, instance)
  const others = listedCalendars(world, user.id).filter(({ number }) => number !== row.calendar)
  const shift = (text: string, name: 'days' | 'hours', value: number) =>
    html`<form method="post" action="${action}/shift">
      <button name="${name}" value="${value}">${text}</button>
    </form>`
  return html`${values.attendees.length === 0 ? '' : attendeeCard(visitor, instance)}
    ${
      row.isOrganizer
        ? html`<section class="card" aria-label="${t.moveInTime}">
            <h2>${t.moveInTime}</h2>
            <div class="row pairs">
              ${shift(t.moveEarlierDay, 'days', -1)}
              ${values.isAllDay ? '' : html`${shift(t.moveEarlierHour, 'hours', -1)} ${shift(t.moveLaterHour, 'hours', 1)}`}
              ${shift(t.moveLaterDay, 'days', 1)}
            </div>
          </section>`
        : ''
    }
    ${
      others.length === 0 || instance.day !== null
        ? ''
        : html`<section class="card">
            <h2>${t.calendar}</h2>
            <form method="post" action="${action}/move" class="bar">
              <label class="grow"
                >${t.moveTo}
                <select name="to">
                  ${others.map((calendar) => html`<option value="${calendarIdOf(calendar)}">${calendar.name}</option>`)}
                </select></label
              >
              <button>${t.moveEvent}</button>
            </form>
          </section>`
    }
    ${removeCard(visitor, instance, action)}`
}

/** An organizer cancels a meeting; anything else is deleted without a word to anybody. */
function removeCard({ t }: Visitor, instance: Instance, action: string): Markup {
  const { row } = instance
  const people = row.isOrganizer ? inviteesOf(row) : []
  if (people.length > 0)
    return html`<section class="card">
      <h2>${t.cancelMeeting}</h2>
      <p class="note">${t.cancelNote}</p>
      <form method="post" action="${action}/cancel" class="bar">
        <label class="grow">${t.cancelComment}<input name="comment" autocomplete="off" /></label>
        <button class="danger">${t.cancelMeeting}</button>
      </form>
    </section>`
  const text = {
    seriesMaster: t.deleteSeries,
    occurrence: t.deleteOccurrence,
    exception: t.deleteOccurrence,
    singleInstance: row.isOrganizer ? t.deleteEvent : t.removeMeeting,
  }[instance.type]
  return html`<section class="card">
    <h2>${t.removeOrCancel}</h2>
    <form method="post" action="${action}/delete"><button class="danger">${text}</button></form>
  </section>`
}

function attendeeCard({ t }: Visitor, { row, values }: Instance): Markup {
  return html`<section class="card">
    <h2>${t.who}</h2>
    <ul class="plain people">
      <li>${row.organizer.name || row.organizer.address} <span class="note">${t.organizer}</span></li>
      ${values.attendees.map(
        ({ person, status }) =>
          html`<li>${person.name || person.address} <span class="note">${row.isOrganizer ? t[status.response] : ''}</span></li>`,
      )}
    </ul>
  </section>`
}
