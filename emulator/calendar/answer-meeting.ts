import { z } from 'zod'
import { GraphError } from '../graph/graph-error'
import { deletedItems } from '../outlook/outlook'
import type { World } from '../world'
import type { EventRow } from './calendars'
import { binEvent, changeEvent, instantOf, replaceEvent } from './event-rows'
import type { Attendee, EventValues, Person, ResponseStatus } from './event-values'
import { sendMeetingMail } from './meeting-mail'
import { leaveOutOccurrence } from './occurrence-verbs'
import { outsideMeetings } from './outside-meetings'
import { type Instance, isOccurrence } from './series'

export type Answer = 'accepted' | 'tentativelyAccepted' | 'declined'

const Body = z.looseObject({ comment: z.string().nullish(), sendResponse: z.boolean().nullish() }).optional()

/**
 * Answers an invitation in the attendee's own mailbox: learn.microsoft.com/graph/api/event-accept. The organizer gets
 * a mail and sees the answer, unless it is not to be sent.
 * @throws GraphError 400 for the organizer
 */
export function answerMeeting(world: World, event: Instance, answer: Answer, sent: unknown): void {
  const { row } = event
  if (row.isOrganizer)
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
    )
  if (isOccurrence(event) && answer !== 'declined')
    throw new GraphError(
      501,
      'NotImplemented',
      'This emulator does not cover accepting a single occurrence of a series.',
    )
  const body = Body.safeParse(sent ?? undefined)
  if (!body.success) throw new GraphError(400, 'RequestBodyRead', z.prettifyError(body.error))
  const status = { response: answer, time: instantOf(world) }
  if (body.data?.sendResponse !== false) tellOrganizer(world, event, status, body.data?.comment ?? null)
  keepAnswer(world, event, status)
}

function keepAnswer(world: World, event: Instance, status: ResponseStatus): void {
  const { row } = event
  const declined = status.response === 'declined'
  if (declined && isOccurrence(event)) {
    leaveOutOccurrence(world, event)
    return
  }
  // Exchange takes a declined event off the calendar; users can choose to keep it (U10).
  if (declined && world.settings.uncertain.U10 === 'removed') {
    binEvent(world, changeEvent(world, row, { responseStatus: status }))
    return
  }
  const showAs = declined ? 'free' : status.response === 'accepted' ? 'busy' : 'tentative'
  const answered = changeEvent(world, row, { responseStatus: status, values: { ...row.values, showAs } })
  if (world.settings.uncertain.U11 === 'new-id') replaceEvent(world, answered)
}

function tellOrganizer(
  world: World,
  { row, values }: Instance,
  status: ResponseStatus,
  comment: string | null,
): void {
  const owner = world.directory.users.get(row.userId)
  const address = owner?.mail ?? owner?.userPrincipalName ?? ''
  const from: Person = { name: owner?.displayName ?? address, address }
  const { response } = status
  sendMeetingMail(world, { organizer: row.organizer, values }, [row.organizer], {
    kind: 'answer',
    response,
    comment,
    from,
  })
  const theirs = world.calendars
    .copiesOf(row.iCalUId)
    .find((copy) => copy.isOrganizer && copy.calendar !== deletedItems)
  if (theirs) changeEvent(world, theirs, withAnswer(theirs, from, status))
  const outside = outsideMeetings(world.store)
  const meeting = outside.get(row.iCalUId)
  if (meeting) outside.put({ ...meeting, ...withAnswer(meeting, from, status) })
}

function withAnswer(
  { values }: Pick<EventRow, 'values'>,
  from: Person,
  status: ResponseStatus,
): { values: EventValues } {
  const answered = (attendee: Attendee) =>
    attendee.person.address.toLowerCase() === from.address.toLowerCase() ? { ...attendee, status } : attendee
  return { values: { ...values, attendees: values.attendees.map(answered) } }
}
