import { z } from 'zod'
import { canonicalText } from '@/lib/sync/core/canonical'
import { GraphEvent, isSeries } from '@/lib/sync/modules/meeting-item'
import { type MeetingTimes, meetingTimesFrom } from '@/lib/sync/modules/meeting-time'
import { joinLinkIn, withoutConferencing } from './conferencing'
import type { InvitationFacts } from './decide-invitation'
import { readableText } from './readable-text'

const optionalText = z.string().nullish()

/** What an invitation says beyond an event of our own (learn.microsoft.com/graph/api/resources/event). */
const GraphInvitation = GraphEvent.extend({
  iCalUId: optionalText,
  isOrganizer: z.boolean().nullish(),
  isCancelled: z.boolean().nullish(),
  responseStatus: z.object({ response: optionalText }).nullish(),
  organizer: z.object({ emailAddress: z.object({ address: optionalText }).nullish() }).nullish(),
  onlineMeeting: z.object({ joinUrl: optionalText }).nullish(),
  onlineMeetingUrl: optionalText,
})
type GraphInvitation = z.infer<typeof GraphInvitation>

/** What the organiser decides of a meeting, in the CRM's form: days when `allDay`, else instants. */
export type MeetingContent = MeetingTimes & {
  title: string
  location: string | null
  description: string | null
  joinUrl: string | null
}

/** An event of somebody else's, as the follower works with it. */
export type InvitationEvent = {
  id: string
  etag: string | null
  icalUid: string | null
  /** The organiser's address in lower case. */
  organiser: string
  /** Ms since the epoch; 0 when the service did not say. */
  modifiedAt: number
  facts: InvitationFacts
  content: MeetingContent
}

const noTitle = '(no title)'
const longestLine = 255
const longestText = 32_000

/**
 * Reads an event of the default calendar. Null for what is nobody's invitation: the user's own events, and the parts of
 * a series, which come with it and of which a delta says hardly more than that they are (observed, microsoft-graph-docs
 * issue 7632).
 * @param userZone the IANA zone of the user, for zones of an organiser's own making
 */
export function readInvitation(json: unknown, userZone: string): InvitationEvent | null {
  const { data: event } = GraphInvitation.safeParse(json)
  if (event?.isOrganizer !== false || event.type === 'occurrence' || event.type === 'exception') return null
  const organiser = event.organizer?.emailAddress?.address?.trim().toLowerCase()
  if (!organiser) return null
  const content = contentOf(event, userZone)
  if (content.allDay ? content.end <= content.start : content.end < content.start) return null
  return {
    id: event.id,
    etag: event['@odata.etag'] ?? null,
    icalUid: event.iCalUId ?? null,
    organiser,
    modifiedAt: event.lastModifiedDateTime ? Date.parse(event.lastModifiedDateTime) : 0,
    facts: {
      single: !isSeries(event),
      response: responses[event.responseStatus?.response ?? ''] ?? 'not-answered',
      cancelled: event.isCancelled ?? false,
      endsAt: new Date(content.end),
    },
    content,
  }
}

const responses: Record<string, InvitationFacts['response']> = {
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
}

function contentOf(event: GraphInvitation, userZone: string): MeetingContent {
  const text = readableText(event.body)
  const link = event.onlineMeeting?.joinUrl || event.onlineMeetingUrl || joinLinkIn(text)
  const times = { isAllDay: event.isAllDay ?? false, start: event.start, end: event.end }
  return {
    ...meetingTimesFrom(times, event.originalStartTimeZone, userZone),
    title: cut(event.subject, longestLine) ?? noTitle,
    location: cut(event.location?.displayName, longestLine),
    description: cut(withoutConferencing(text), longestText),
    joinUrl: link && /^https:\/\/\S{1,2000}$/.test(link) && URL.canParse(link) ? link : null,
  }
}

/** A copy that is only read may be cut where the CRM holds less; the whole stays in Microsoft 365. */
function cut(value: string | null | undefined, limit: number): string | null {
  const text = canonicalText(value)
  if (text === null || text.length <= limit) return text
  const kept = Array.from(text).slice(0, limit - 1)
  return `${kept.join('').trimEnd()}…`
}
