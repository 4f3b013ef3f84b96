import { Temporal } from 'temporal-polyfill'
import { ianaZone } from '../core/time-zone'
import type { User } from '../directory/entities'
import type { World } from '../world'
import type { Visitor } from './page'
import { dateLocale } from './texts'

export const zoneOf = ({ mailboxSettings }: User) => ianaZone(mailboxSettings.timeZone) ?? 'UTC'

/** The day that the midnight of some zone stands for, read in the user's: that of the nearest midnight. */
export function dueDay(dueAt: string, user: User): string {
  const local = Temporal.Instant.from(dueAt).toZonedDateTimeISO(zoneOf(user))
  return local.add({ hours: 12 }).toPlainDate().toString()
}

/** Today in the user's zone, `YYYY-MM-DD`. */
export const todayOf = ({ clock }: Pick<World, 'clock'>, user: User) =>
  Temporal.Instant.fromEpochMilliseconds(clock.now().getTime())
    .toZonedDateTimeISO(zoneOf(user))
    .toPlainDate()
    .toString()

/** A day in words: near ones by name. */
export function shownDay(
  { language, t }: Visitor,
  world: Pick<World, 'clock'>,
  user: User,
  day: string,
): string {
  const today = Temporal.PlainDate.from(todayOf(world, user))
  const date = Temporal.PlainDate.from(day)
  const { days } = today.until(date)
  if (days === 0) return t.today
  if (days === 1) return t.tomorrow
  const year = date.year === today.year ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(dateLocale(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...year,
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}
