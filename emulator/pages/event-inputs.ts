import { html, raw } from 'hono/html'
import { calendarIdOf } from '../calendar/calendar-to-graph'
import type { CalendarRow } from '../calendar/calendars'
import type { EventForm } from './event-form'
import type { Markup, Visitor } from './page'
import { repeats } from './repeat-choice'

/** The inputs of an event. `calendars` are those that a new one can be made in. */
export function eventInputs(
  { t }: Visitor,
  form: EventForm,
  { calendars, mayRepeat }: { calendars: readonly CalendarRow[] | null; mayRepeat: boolean },
): Markup {
  const textOf = (name: string) => form.get(name) ?? ''
  const box = (name: string, label: string) =>
    html`<label class="inline"
      ><input name="${name}" type="checkbox" value="on" ${textOf(name) === 'on' ? raw('checked') : ''} /> ${label}</label
    >`
  const input = (name: string, label: string, type: string, place = '') =>
    html`<label class="${place}">${label}<input name="${name}" type="${type}" value="${textOf(name)}" autocomplete="off" /></label>`
  return html`<div class="grid event-grid">
    <label class="full"
      >${t.subject}<input name="subject" maxlength="255" value="${textOf('subject')}" autocomplete="off"
    /></label>
    ${input('startDate', t.startDate, 'date')} ${input('startTime', t.startTime, 'time')}
    ${input('endDate', t.endDate, 'date')} ${input('endTime', t.endTime, 'time')}
    <div class="full row">${box('allDay', t.allDay)} ${box('online', t.online)}</div>
    ${input('place', t.place, 'text', 'double')} ${mayRepeat ? repeatSelect(t, textOf('repeat')) : ''}
    ${
      calendars === null
        ? ''
        : html`<label
            >${t.calendar}<select name="calendar">
              ${calendars.map((calendar) => option(calendarIdOf(calendar), calendar.name, textOf('calendar')))}
            </select></label
          >`
    }
    <label class="full"
      >${t.attendees}<textarea name="attendees" rows="3">${textOf('attendees')}</textarea></label
    >
    <p class="full note">${t.attendeesNote}</p>
    <label class="full">${t.notes}<textarea name="notes" rows="5">${textOf('notes')}</textarea></label>
  </div>`
}

function repeatSelect(t: Visitor['t'], current: string): Markup {
  return html`<label
    >${t.repeat}<select name="repeat">
      ${repeats.map((value) => option(value, t[value], current))}
      ${current === 'as-now' ? option('as-now', t.asNow, current) : ''}
    </select></label
  >`
}

const option = (value: string, text: string, current: string): Markup =>
  html`<option value="${value}" ${value === current ? raw('selected') : ''}>${text}</option>`
