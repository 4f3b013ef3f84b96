import type { Hono } from 'hono'
import { z } from 'zod'
import { eventId } from '../calendar/event-id'
import type { EventWrite } from '../calendar/event-values'
import {
  cancelFromOutside,
  changeFromOutside,
  copiesOfOutside,
  inviteFromOutside,
  type OutsideMeeting,
  outsideMeetings,
} from '../calendar/outside-meetings'
import { parseEvent } from '../calendar/parse-event'
import type { World } from '../world'
import { ControlError, orControlError, readJson } from './json-call'
import { findUser } from './users'

/** Everything else is in the form that `POST /me/events` takes. */
const Invitation = z.looseObject({
  organizer: z.strictObject({ name: z.string(), email: z.email() }),
  attendeeIds: z.array(z.string()).min(1),
  /** A link to join; `isOnlineMeeting` makes one up. */
  joinUrl: z.url().optional(),
})
const Changes = Invitation.omit({ organizer: true, attendeeIds: true }).loose()

/** `POST /_emulator/invitations`, `PATCH, DELETE /_emulator/invitations/{iCalUId}`: a person outside all tenants invites. */
export function controlInvitations(app: Hono, world: World): void {
  const meetingOf = (iCalUId: string): OutsideMeeting => {
    const meeting = outsideMeetings(world.store).get(iCalUId.toUpperCase())
    if (!meeting) throw new ControlError(404, `nobody outside has invited to ${iCalUId}`)
    return meeting
  }

  app.post('/_emulator/invitations', async (context) => {
    const { organizer, attendeeIds, ...event } = await readJson(context, Invitation)
    const users = attendeeIds.map((id) => findUser(world, id))
    const without = users.find(({ hasMailbox }) => !hasMailbox)
    if (without) throw new ControlError(400, `${without.userPrincipalName} has no mailbox`)
    const from = { name: organizer.name, address: organizer.email }
    const meeting = perform(world, () => inviteFromOutside(world, from, users, writeOf(world, event)))
    return context.json(shown(world, meeting), 201)
  })

  app.patch('/_emulator/invitations/:iCalUId', async (context) => {
    const meeting = meetingOf(context.req.param('iCalUId'))
    const event = await readJson(context, Changes)
    const changed = perform(world, () => changeFromOutside(world, meeting, writeOf(world, event)))
    return context.json(shown(world, changed))
  })

  app.delete('/_emulator/invitations/:iCalUId', (context) => {
    const meeting = meetingOf(context.req.param('iCalUId'))
    perform(world, () => cancelFromOutside(world, meeting))
    return context.body(null, 204)
  })
}

const perform = <T>(world: World, work: () => T): T => orControlError(() => world.store.atomically(work))

function writeOf(world: World, { joinUrl, ...event }: z.output<typeof Changes>): EventWrite {
  const { write } = orControlError(() => parseEvent(event, world.settings.uncertain))
  return { ...write, ...(joinUrl === undefined ? {} : { joinUrl }) }
}

const shown = (world: World, meeting: OutsideMeeting) => ({
  iCalUId: meeting.iCalUId,
  events: copiesOfOutside(world, meeting).map((row) => ({
    userId: row.userId,
    id: eventId({ row, day: null }, { immutableId: true }),
  })),
})
