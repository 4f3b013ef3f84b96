import { type GraphBody, mailbox } from './mailbox'
import { small } from './small-seed'

export const immutable = { Prefer: 'IdType="ImmutableId"' }

/** The body of an event of an hour, in UTC. */
export function hourFrom(start: string, more: Record<string, unknown> = {}) {
  const end = new Date(Date.parse(`${start}:00Z`) + 3_600_000).toISOString().slice(0, 19)
  return {
    subject: 'Visit',
    start: { dateTime: `${start}:00`, timeZone: 'UTC' },
    end: { dateTime: end, timeZone: 'UTC' },
    ...more,
  }
}

/** A weekly series on the weekday of its first day. */
export const weeklyFrom = (
  startDate: string,
  daysOfWeek: readonly string[],
  range: object = { type: 'noEnd' },
) => ({
  pattern: { type: 'weekly', interval: 1, daysOfWeek },
  range: { startDate, ...range },
})

/** People as attendees. */
export const attendees = (...addresses: readonly string[]) =>
  addresses.map((address) => ({ type: 'required', emailAddress: { name: address, address } }))

/** A mailbox with a calendar of its own; etags stay still unless `settleAfterMs` says otherwise. */
export async function calendarBox(options: Parameters<typeof mailbox>[0] = {}) {
  const box = mailbox({ ...options, conduct: { settleAfterMs: 0, ...options?.conduct } })
  const { body } = await box.graph('POST', '/me/calendars', { name: 'Work' })
  const calendarId = String(body.id)
  const path = `/me/calendars/${calendarId}`
  const post = async (event: Record<string, unknown>, at = `${path}/events`, headers = immutable) => {
    const made = await box.graph('POST', at, event, headers)
    if (made.status !== 201) throw new Error(`not made: ${made.status} ${made.body.error?.message}`)
    return made.body as GraphBody & { id: string; iCalUId: string }
  }
  const round = async (from: string, headers: Record<string, string> = immutable) => {
    const pages: Record<string, unknown>[][] = []
    for (let link = from; ; ) {
      const { body: page, status } = await box.graph('GET', link, undefined, headers)
      if (status !== 200) throw new Error(`no delta: ${status} ${page.error?.message}`)
      pages.push(page.value ?? [])
      const next = page['@odata.nextLink']
      if (next === undefined)
        return { pages, items: pages.flat(), link: box.follow(page['@odata.deltaLink']) }
      link = box.follow(next)
    }
  }
  /** Someone's events of the default calendar. */
  const eventsOf = async (userId: string) =>
    (await box.graph('GET', `/users/${userId}/events?$top=100`, undefined, immutable)).body.value ?? []
  return { ...box, calendarId, path, post, round, eventsOf, brunoEvents: () => eventsOf(small.brunoId) }
}

/** The delta of a calendar's year 2027. */
export const deltaOf2027 = (path: string) =>
  `${path}/calendarView/delta?startDateTime=2027-01-01T00:00:00Z&endDateTime=2028-01-01T00:00:00Z`
