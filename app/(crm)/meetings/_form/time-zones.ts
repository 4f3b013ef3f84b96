import { Temporal } from 'temporal-polyfill'

export type TimeZoneOption = { value: string; label: string; hint: string }

/**
 * Every time zone of the runtime as a choice, with its distance from UTC at `at`, west to east. `current` is among
 * them even where the runtime lists it under another name only.
 */
export function timeZoneOptions(locale: string, at: Date, current: string): TimeZoneOption[] {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current])
  return [...names]
    .map((name) => ({ name, offset: offsetNanoseconds(name, at) }))
    .sort((a, b) => a.offset - b.offset || (a.name < b.name ? -1 : 1))
    .map(({ name }) => timeZoneOption(name, locale, at))
}

export function timeZoneOption(name: string, locale: string, at: Date): TimeZoneOption {
  const spoken = zoneName(name, locale, at)
  const offset = offsetText(name, at)
  return {
    value: name,
    // As people type it when they search.
    label: name.replaceAll('_', ' '),
    hint: spoken === null ? offset : `${offset} · ${spoken}`,
  }
}

/** The distance from UTC at an instant, such as `UTC+05:30`. */
export function offsetText(timeZone: string, at: Date): string {
  const { offset } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return offset === '+00:00' ? 'UTC' : `UTC${offset.replace('-', '−')}`
}

const offsetNanoseconds = (timeZone: string, at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds

/** What people call it; null where the runtime has nothing better than the offset. */
function zoneName(timeZone: string, locale: string, at: Date): string | null {
  const part = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  return part === undefined || /[+−-]\d|^(GMT|UTC)$/.test(part.value) ? null : part.value
}
