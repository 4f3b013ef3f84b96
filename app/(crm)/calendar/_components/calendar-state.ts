export const calendarViews = ['dayGridMonth', 'timeGridWeek', 'timeGridDay'] as const
export type CalendarView = (typeof calendarViews)[number]

/** What the address of the calendar says about what is shown. */
export type CalendarState = {
  /** Null: what fits the screen. */
  view: CalendarView | null
  /** A day that is shown, as YYYY-MM-DD; null for today. */
  day: string | null
  whose: 'own' | 'all'
}

const names: Record<CalendarView, string> = {
  dayGridMonth: 'month',
  timeGridWeek: 'week',
  timeGridDay: 'day',
}

type SearchParams = Record<string, string | string[] | undefined>

/** Reads an address leniently: what is unknown or broken counts as not given. */
export function readCalendarState(params: SearchParams): CalendarState {
  const { view, day, whose } = params
  const isDay = typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  return {
    view: calendarViews.find((known) => names[known] === view) ?? null,
    day: isDay ? day : null,
    whose: whose === 'all' ? 'all' : 'own',
  }
}

/** The address of the calendar in this state. */
export function calendarHref({ view, day, whose }: CalendarState): string {
  const query = new URLSearchParams()
  if (view !== null) query.set('view', names[view])
  if (day !== null) query.set('day', day)
  if (whose === 'all') query.set('whose', whose)
  const text = query.toString()
  return text === '' ? '/calendar' : `/calendar?${text}`
}
