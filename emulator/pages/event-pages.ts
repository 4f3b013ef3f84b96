import type { Context } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { answerMeeting } from '../calendar/answer-meeting'
import { moveEvent } from '../calendar/event-rows'
import { createEvent, deleteEvent, updateEvent } from '../calendar/event-verbs'
import { defaultCalendarOf, visibleCalendar } from '../calendar/find-calendar'
import { visibleEvent } from '../calendar/find-event'
import { cancelAsOrganizer } from '../calendar/meeting-acts'
import { type Moment, momentAt, momentOf } from '../calendar/moment'
import { parseEvent } from '../calendar/parse-event'
import { type Instance, wholeEvent } from '../calendar/series'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { timesOf } from './calendar-days'
import { changesOfEventForm, type EventForm, formOfEvent, formOfNewEvent } from './event-form'
import { eventLink } from './event-link'
import { eventPage } from './event-page'
import { answerPage, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { readDay } from './read-day'
import { formOf, userOf } from './user-page'

const answers = {
  accept: 'accepted',
  tentative: 'tentativelyAccepted',
  decline: 'declined',
} as const

type Shown = { user: User; instance: Instance | null; form: EventForm; problem?: string; saved?: boolean }

/** One event: new, shown, changed, moved, answered, cancelled, deleted. */
export function serveEventPages(routes: PageRoutes, world: World): void {
  const found = (context: Context) => {
    const user = userOf(context, world, 'mailbox')
    return { user, instance: visibleEvent(world, user.id, context.req.param('event') ?? '') }
  }
  const show = (context: Context, shown: Shown) =>
    answerPage(context, eventPage(visitorOf(context), world, shown), shown.problem === undefined ? 200 : 400)
  /** Does something to an event; what is refused is said on its page. */
  const act = (
    context: Context,
    { user, instance, form }: Omit<Shown, 'form'> & { form?: EventForm },
    work: () => string,
  ) => {
    try {
      return context.redirect(world.store.atomically(work), 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      const typed = form ?? (instance ? formOfEvent(instance, user) : new Map<string, string>())
      return show(context, { user, instance, form: typed, problem: failure.message })
    }
  }

  routes.get('/calendar/:user/new', (context) => {
    const user = userOf(context, world, 'mailbox')
    const form = formOfNewEvent(world.clock.now(), user, readDay(context.req.query('day')))
    return show(context, { user, instance: null, form })
  })

  routes.post('/calendar/:user/new', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields: form } = await formOf(context)
    return act(context, { user, instance: null, form }, () => {
      const id = form.get('calendar') ?? ''
      const calendar = id === '' ? defaultCalendarOf(world, user.id) : visibleCalendar(world, user.id, id)
      const body = parseEvent(changesOfEventForm(world, null, form, user), world.settings.uncertain)
      return weekOf(user, wholeEvent(createEvent(world, calendar, body)))
    })
  })

  routes.get('/calendar/:user/event/:event', (context) => {
    const { user, instance } = found(context)
    const form = formOfEvent(instance, user)
    return show(context, { user, instance, form, saved: context.req.query('saved') !== undefined })
  })

  routes.post('/calendar/:user/event/:event', async (context) => {
    const { user, instance } = found(context)
    const { fields: form } = await formOf(context)
    // A box that is not ticked is not sent.
    for (const name of ['allDay', 'online']) if (!form.has(name)) form.set(name, '')
    return act(context, { user, instance, form }, () => {
      const before = formOfEvent(instance, user)
      const body = parseEvent(changesOfEventForm(world, before, form, user), world.settings.uncertain)
      const { joinUrl } = instance.values
      // The details to join stay under the notes.
      if (body.write.body !== undefined && joinUrl !== null) body.write.joinUrl = joinUrl
      if (Object.keys(body.write).length > 0) updateEvent(world, instance, body)
      return `${eventLink(user, instance)}?saved`
    })
  })

  routes.post('/calendar/:user/event/:event/shift', async (context) => {
    const { user, instance } = found(context)
    const { fields } = await formOf(context)
    return act(context, { user, instance }, () => {
      const { start, end } = instance.values
      const by = { days: wholeNumber(fields.get('days')), hours: wholeNumber(fields.get('hours')) }
      const write = { start: movedBy(start, by), end: movedBy(end, by) }
      updateEvent(world, instance, { write, extended: {}, transactionId: null })
      return `${eventLink(user, instance)}?saved`
    })
  })

  routes.post('/calendar/:user/event/:event/move', async (context) => {
    const { user, instance } = found(context)
    const { fields } = await formOf(context)
    return act(context, { user, instance }, () => {
      moveEvent(world, instance.row, visibleCalendar(world, user.id, fields.get('to') ?? ''))
      return weekOf(user, instance)
    })
  })

  routes.post('/calendar/:user/event/:event/answer', async (context) => {
    const { user, instance } = found(context)
    const { fields } = await formOf(context)
    const answer = fields.get('answer')
    return act(context, { user, instance }, () => {
      if (answer !== 'accept' && answer !== 'tentative' && answer !== 'decline')
        throw new GraphError(400, 'ErrorInvalidRequest', 'accept, tentative or decline is expected.')
      const comment = fields.get('comment') || null
      answerMeeting(world, instance, answers[answer], { comment, sendResponse: fields.has('tell') })
      return weekOf(user, instance)
    })
  })

  routes.post('/calendar/:user/event/:event/cancel', async (context) => {
    const { user, instance } = found(context)
    const { fields } = await formOf(context)
    return act(context, { user, instance }, () => {
      cancelAsOrganizer(world, instance, { comment: fields.get('comment') || null })
      return weekOf(user, instance)
    })
  })

  routes.post('/calendar/:user/event/:event/delete', (context) => {
    const { user, instance } = found(context)
    return act(context, { user, instance }, () => {
      deleteEvent(world, instance)
      return weekOf(user, instance)
    })
  })

  /** The week in which an event lies. */
  const weekOf = (user: User, instance: Instance) =>
    `/calendar/${user.id}?day=${timesOf(instance, user).firstDay}`
}

const wholeNumber = (text: string | undefined) =>
  z.coerce
    .number()
    .int()
    .catch(0)
    .parse(text ?? 0)

/** A later or earlier moment. Days keep the time of the clock, hours do not. */
function movedBy({ wall, zone }: Moment, { days, hours }: { days: number; hours: number }): Moment {
  const day = Temporal.PlainDateTime.from(wall).add({ days }).toString({ fractionalSecondDigits: 3 })
  const moment = momentAt(day, zone)
  return hours === 0 ? moment : momentOf(moment.ms + hours * 3_600_000, zone)
}
