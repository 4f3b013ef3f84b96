import type { Context } from 'hono'
import { createCalendar, deleteCalendar, updateCalendar } from '../calendar/calendar-verbs'
import { visibleCalendar } from '../calendar/find-calendar'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { calendarPage } from './calendar-view'
import { todayOf } from './due-day'
import { answerPage, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { readDay } from './read-day'
import { formOf, personByHint, userOf } from './user-page'

/** `/calendar/:user`: the user's calendars with their events, as in Outlook. */
export function serveCalendar(routes: PageRoutes, world: World): void {
  const show = (context: Context, user: User, problem?: string) => {
    const content = calendarPage(visitorOf(context), world, {
      user,
      day: readDay(context.req.query('day')) ?? todayOf(world, user),
      view: context.req.query('view') === 'agenda' ? 'agenda' : 'week',
      ...(problem === undefined ? {} : { problem }),
    })
    return answerPage(context, content, problem === undefined ? 200 : 409)
  }

  /** Does something to a calendar and shows them again, with what was refused. */
  const act = (context: Context, user: User, work: () => void) => {
    try {
      world.store.atomically(work)
      return context.redirect(`/calendar/${user.id}`, 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      return show(context, user, failure.message)
    }
  }
  const calendarOf = (context: Context, user: User) =>
    visibleCalendar(world, user.id, context.req.param('calendar') ?? '')
  const nameOf = async (context: Context) => (await formOf(context)).fields.get('name')?.trim() ?? ''

  routes.get('/calendar', (context) => {
    const user = personByHint(context, world)
    return context.redirect(user ? `/calendar/${user.id}` : '/')
  })

  routes.get('/calendar/:user', (context) => show(context, userOf(context, world, 'mailbox')))

  routes.post('/calendar/:user/calendars', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const name = await nameOf(context)
    return act(context, user, () => createCalendar(world, user.id, { name }))
  })

  routes.post('/calendar/:user/calendars/:calendar/rename', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const calendar = calendarOf(context, user)
    const name = await nameOf(context)
    return act(context, user, () => updateCalendar(world, calendar, { name }))
  })

  routes.post('/calendar/:user/calendars/:calendar/delete', (context) => {
    const user = userOf(context, world, 'mailbox')
    const calendar = calendarOf(context, user)
    return act(context, user, () => deleteCalendar(world, calendar))
  })
}
