export type Slot = { startStr: string; endStr?: string; allDay: boolean }

/** The form of a new meeting with the time that was chosen: the clock of the calendar, without its offset. */
export function newMeetingHref({ startStr, endStr, allDay }: Slot): string {
  const clock = (text: string) => text.slice(0, allDay ? 10 : 16)
  const query = new URLSearchParams({ start: clock(startStr), ...(endStr && { end: clock(endStr) }) })
  return `/meetings/new?${query}`
}
