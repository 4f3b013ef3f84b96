/** What the address of the list of meetings says about what is shown. */
export type MeetingListState = {
  search: string
  period: 'upcoming' | 'past'
  /** Whose: the viewer's own, or everybody's that she may see. */
  whose: 'own' | 'all'
  /** Where each page after the first began, the present one last: the way back. */
  trail: readonly string[]
}

/** Pages that one can go back; an address must not grow without end. */
const longestTrail = 25

type SearchParams = Record<string, string | string[] | undefined>

/** Reads an address leniently: what is unknown or broken counts as not given. */
export function readMeetingListState(params: SearchParams): MeetingListState {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    search: text('q').slice(0, 200),
    period: text('period') === 'past' ? 'past' : 'upcoming',
    whose: text('whose') === 'all' ? 'all' : 'own',
    trail: text('page').split('.').filter(Boolean),
  }
}

/** The address of the list in this state. */
export function meetingListHref({ search, period, whose, trail }: MeetingListState): string {
  const query = new URLSearchParams()
  if (period === 'past') query.set('period', period)
  if (whose === 'all') query.set('whose', whose)
  if (search) query.set('q', search)
  if (trail.length > 0) query.set('page', trail.slice(-longestTrail).join('.'))
  const text = query.toString()
  return text === '' ? '/meetings' : `/meetings?${text}`
}

/** A change of what is shown starts at the first page again. */
export const withMeetingChange = (
  state: MeetingListState,
  change: Partial<Omit<MeetingListState, 'trail'>>,
): MeetingListState => ({ ...state, ...change, trail: [] })
