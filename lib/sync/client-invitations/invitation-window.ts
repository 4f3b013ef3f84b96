const dayMs = 86_400_000
/** As far as the CRM's own meetings reach (M1). A calendar view spans 1,825 days at most (observed, docs issue 6284). */
const daysBack = 365
const daysAhead = 1_460
/** A cursor keeps its window for life, so that a full round is due once it has grown old. */
const renewAfterDays = 30

export type CalendarWindow = { start: Date; end: Date }

/** The part of the default calendar that is followed, in whole days of UTC. */
export function windowAt(now: Date): CalendarWindow {
  const today = now.getTime() - (now.getTime() % dayMs)
  return { start: new Date(today - daysBack * dayMs), end: new Date(today + daysAhead * dayMs) }
}

/** Whether a window has fallen so far behind that the next one is due. */
export const isOld = ({ start }: Pick<CalendarWindow, 'start'>, now: Date): boolean =>
  windowAt(now).start.getTime() - start.getTime() >= renewAfterDays * dayMs

/** A window as Graph's views of calendars and their delta are asked for it, without `?`. */
export const deltaQuery = ({ start, end }: CalendarWindow): string =>
  `startDateTime=${start.toISOString()}&endDateTime=${end.toISOString()}`
