import { html } from 'hono/html'
import { calendarIdOf } from '../calendar/calendar-to-graph'
import { deletedCalendars, permanentlyDeleteCalendar, restoreCalendar } from '../calendar/calendar-verbs'
import { eventId } from '../calendar/event-id'
import { eraseEvent, restoreEvent } from '../calendar/event-rows'
import { calendarById } from '../calendar/find-calendar'
import { eventById } from '../calendar/find-event'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import { deletedItems } from '../outlook/outlook'
import type { World } from '../world'
import { answerPage, page, problemLine, type Visitor, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { formOf, userOf } from './user-page'

/** `/calendar/:user/deleted`: deleted calendars and events, which can come back or be deleted for good. */
export function serveDeletedEvents(routes: PageRoutes, world: World): void {
  routes.get('/calendar/:user/deleted', (context) => {
    const user = userOf(context, world, 'mailbox')
    return answerPage(context, deletedPage(visitorOf(context), world, user))
  })

  routes.post('/calendar/:user/deleted', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const [calendar, event] = [fields.get('calendar'), fields.get('event')]
    const restores = fields.get('action') === 'restore'
    try {
      world.store.atomically(() => {
        if (calendar !== undefined) {
          const row = calendarById(world, user.id, calendar)
          if (restores) restoreCalendar(world, row)
          else permanentlyDeleteCalendar(world, row)
        }
        if (event !== undefined) {
          const { row } = eventById(world, user.id, event)
          if (restores) restoreEvent(world, row)
          else eraseEvent(world, row)
        }
      })
      return context.redirect(`/calendar/${user.id}/deleted`, 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      return answerPage(context, deletedPage(visitorOf(context), world, user, failure.message), 409)
    }
  })
}

function deletedPage(visitor: Visitor, world: World, user: User, problem?: string) {
  const { t } = visitor
  const calendars = deletedCalendars(world, user.id).map((calendar) => ({
    field: 'calendar',
    id: calendarIdOf(calendar),
    text: `${calendar.name} (${world.calendars.eventsIn(user.id, calendar.number).length})`,
    kind: t.calendar,
  }))
  const events = world.calendars.eventsIn(user.id, deletedItems).map((row) => ({
    field: 'event',
    id: eventId({ row, day: null }, { immutableId: true }),
    text: row.values.subject || t.noSubject,
    kind: t.event,
  }))
  const all = [...calendars, ...events]
  return page(
    visitor,
    { title: t.deletedItems, user, tab: 'calendar' },
    html`<p><a href="/calendar/${user.id}">← ${t.calendar}</a></p>
      <h1>${t.deletedItems}</h1>
      ${problem === undefined ? '' : problemLine(visitor, problem)}
      ${all.length === 0 ? html`<p class="note">${t.nothingDeleted}</p>` : ''}
      <ul class="plain">
        ${all.map(
          ({ field, id, text, kind }) => html`<li>
            <form method="post" class="bar">
              <span class="grow">${text} <span class="note">${kind}</span></span>
              <input type="hidden" name="${field}" value="${id}" />
              <button name="action" value="restore" aria-label="${t.restore}${t.colon} ${text}">${t.restore}</button>
              <button name="action" value="erase" class="danger" aria-label="${t.deleteForGood}${t.colon} ${text}">
                ${t.deleteForGood}
              </button>
            </form>
          </li>`,
        )}
      </ul>`,
  )
}
