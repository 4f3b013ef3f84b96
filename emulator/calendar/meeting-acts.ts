import { z } from 'zod'
import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { cancelMeeting } from './meetings'
import { leaveOutOccurrence } from './occurrence-verbs'
import { type Instance, isOccurrence } from './series'

const Body = z.looseObject({ comment: z.string().nullish() }).optional()

/** Cancels a meeting: learn.microsoft.com/graph/api/event-cancel. @throws GraphError 400 for an attendee */
export function cancelAsOrganizer(world: World, event: Instance, sent: unknown): void {
  if (!event.row.isOrganizer)
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    )
  const body = Body.safeParse(sent ?? undefined)
  if (!body.success) throw new GraphError(400, 'RequestBodyRead', z.prettifyError(body.error))
  const comment = body.data?.comment ?? null
  if (isOccurrence(event)) leaveOutOccurrence(world, event, comment)
  else cancelMeeting(world, event.row, comment)
}
