import { z } from 'zod'
import type { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { Graph } from '@/lib/microsoft/graph/graph'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import { decideFirst, type NearMiss } from './decide-invitation'
import { findOrganisers } from './find-organisers'
import { type InvitationEvent, readInvitation } from './invitation-event'
import { rowsOfEvents } from './invitation-rows'
import { windowAt } from './invitation-window'

const Page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() })
const perPage = 200
/** Who has more than this to come has seen enough of a preview. */
const mostPages = 25
const read = [
  'id,iCalUId,type,seriesMasterId,recurrence,subject,start,end,isAllDay,originalStartTimeZone',
  'isOrganizer,isCancelled,responseStatus,organizer',
].join(',')

/** What following the default calendar would begin with: invitations that become meetings, and near misses. */
export type InvitationsAhead = { taken: InvitationEvent[]; missed: NearMiss[] }

/** Looks at the default calendar as it is; nothing is written on either side. @throws UpstreamError */
export async function previewInvitations(
  context: Context,
  { graph, userPath }: { graph: Graph; userPath: string },
  of: Pick<typeof connection.$inferSelect, 'memberId' | 'upn'> & { connectionId: string | null },
  userZone: string,
): Promise<InvitationsAhead> {
  const invitations = await invitationsIn(graph, userPath, context.now(), userZone)
  const known = of.connectionId ? await rowsOfEvents(context.db, of.connectionId, invitations) : []
  const takenAlready = new Set(known.flatMap(({ recordId, icalUid }) => (recordId ? [icalUid] : [])))
  const organiserOf = await findOrganisers(
    context,
    of,
    invitations.map(({ organiser }) => organiser),
  )
  const ahead: InvitationsAhead = { taken: [], missed: [] }
  for (const event of invitations) {
    if (takenAlready.has(event.icalUid)) continue
    const { client, colleague } = organiserOf(event.organiser)
    const decision = decideFirst(event.facts, { client: client !== null, colleague }, context.now())
    if (decision.kind === 'take') ahead.taken.push(event)
    if (decision.kind === 'wait' && decision.reason !== null) ahead.missed.push(decision.reason)
  }
  return ahead
}

async function invitationsIn(
  graph: Graph,
  userPath: string,
  now: Date,
  userZone: string,
): Promise<InvitationEvent[]> {
  const since = windowAt(now).start.toISOString().slice(0, 19)
  const filter = encodeURIComponent(`end/dateTime ge '${since}'`)
  const found: InvitationEvent[] = []
  let path: string | null = withQuery(
    `${userPath}/calendar/events`,
    `$filter=${filter}`,
    `$select=${read}`,
    `$top=${perPage}`,
  )
  for (let page = 0; page < mostPages && path !== null; page += 1) {
    const body: z.infer<typeof Page> = await graph.get(path, Page)
    found.push(...body.value.flatMap((json) => readInvitation(json, userZone) ?? []))
    path = body['@odata.nextLink'] ?? null
  }
  return found
}
