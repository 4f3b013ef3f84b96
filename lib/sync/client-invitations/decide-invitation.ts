/** What an invitation in the default calendar says about itself, as far as it decides whether the CRM follows it. */
export type InvitationFacts = {
  /** Neither a series nor a part of one. */
  single: boolean
  response: 'accepted' | 'tentative' | 'not-answered' | 'declined'
  cancelled: boolean
  endsAt: Date
}

/** Who an organiser's address belongs to. */
export type Organiser = {
  /** A lead or contact of the organisation has the address. */
  client: boolean
  /** A member has it, or it lies in the user's own domain. */
  colleague: boolean
}

/** Why an invitation that looks like a client's is not taken, or no longer followed. */
export type NearMiss = 'recurring' | 'tentative' | 'not-answered' | 'organiser-is-colleague' | 'cancelled'

/**
 * What an invitation is that no meeting follows yet. `ignore`: it can never become one. `wait`: it might, and is remembered;
 * the activity gives `reason`, once, where somebody could wonder.
 */
export type FirstDecision = { kind: 'ignore' } | { kind: 'take' } | { kind: 'wait'; reason: NearMiss | null }

/**
 * M6: taken are single invitations of leads and contacts that the user has accepted. Whose organiser nobody knows waits
 * in silence, since that is most of a calendar; so does what she declined, and what is over.
 */
export function decideFirst(facts: InvitationFacts, organiser: Organiser, now: Date): FirstDecision {
  const over = facts.endsAt.getTime() <= now.getTime()
  const wait = (reason: NearMiss | null): FirstDecision => ({ kind: 'wait', reason: over ? null : reason })
  if (organiser.colleague) {
    // Only what would have been taken else: meetings among colleagues are many.
    const close = facts.single && facts.response === 'accepted' && !facts.cancelled
    return close && !over ? wait('organiser-is-colleague') : { kind: 'ignore' }
  }
  if (!organiser.client) return wait(null)
  if (!facts.single) return wait('recurring')
  if (facts.cancelled) return wait('cancelled')
  if (facts.response === 'accepted') return { kind: 'take' }
  return wait(facts.response === 'declined' ? null : facts.response)
}

/** Where an event is that a meeting follows: in the calendar with these facts, or no longer in it. */
export type Whereabouts =
  | { at: 'calendar'; facts: InvitationFacts }
  | { at: 'gone'; how: 'removed-in-microsoft' | 'moved-to-another-calendar' }

/** Why a meeting is marked cancelled. */
export type EndReason =
  | 'cancelled-by-organiser'
  | 'declined'
  | 'removed-in-microsoft'
  | 'moved-to-another-calendar'

/**
 * What a meeting that follows an invitation does next. `follow`: it takes over what the organiser says, and takes place.
 * `cancel`: it is marked cancelled, and keeps its title: Microsoft puts a word before the subject of a cancelled event,
 * and one more with every cancellation (observed, microsoft-graph-docs issue 8692). `leave`: nothing, but for a reason
 * to tell.
 */
export type NextDecision =
  | { kind: 'follow' }
  | { kind: 'cancel'; reason: EndReason }
  | { kind: 'leave'; reason: NearMiss | null }

/**
 * M8. An organiser who moves the meeting resets the answer, so an unanswered one is followed as long as it takes place;
 * one that was marked cancelled takes place again only when it has been accepted anew. What is over when it disappears
 * has taken place: calendars are tidied up.
 */
export function decideNext(
  where: Whereabouts,
  meeting: { cancelled: boolean; endsAt: Date },
  now: Date,
): NextDecision {
  const nothing: NextDecision = { kind: 'leave', reason: null }
  if (where.at === 'gone') {
    if (meeting.cancelled || meeting.endsAt.getTime() <= now.getTime()) return nothing
    return { kind: 'cancel', reason: where.how }
  }
  const { facts } = where
  if (!facts.single) return { kind: 'leave', reason: 'recurring' }
  if (facts.cancelled)
    return meeting.cancelled ? nothing : { kind: 'cancel', reason: 'cancelled-by-organiser' }
  if (facts.response === 'declined')
    return meeting.cancelled ? nothing : { kind: 'cancel', reason: 'declined' }
  if (meeting.cancelled && facts.response !== 'accepted') return nothing
  return { kind: 'follow' }
}
