import 'server-only'
import { getFormatter, getTimeZone } from 'next-intl/server'

/** A past instant as short as it can be said: the time for today, the day for anything older. */
export async function shortMoment(at: Date, now: Date): Promise<string> {
  const [format, timeZone] = await Promise.all([getFormatter(), getTimeZone()])
  const day = new Intl.DateTimeFormat('en-CA', { timeZone })
  return day.format(at) === day.format(now)
    ? format.dateTime(at, { timeStyle: 'short' })
    : format.dateTime(at, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** For people whose time zone is not known: whichever it is told in stands behind it. */
export async function momentWithZone(at: Date): Promise<string> {
  const format = await getFormatter()
  return format.dateTime(at, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
}

export async function fullMoment(at: Date): Promise<string> {
  const format = await getFormatter()
  return format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })
}
