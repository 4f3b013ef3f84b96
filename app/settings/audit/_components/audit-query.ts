import { Temporal } from 'temporal-polyfill'
import type { AuditFilter } from './audit-filter'

/** The filter as the audit log is asked for it. */
export function auditQuery({ search, subject, from, to }: AuditFilter, timeZone: string) {
  return {
    search,
    subject: subject ?? undefined,
    from: from === '' ? undefined : startOf(Temporal.PlainDate.from(from), timeZone),
    until: to === '' ? undefined : startOf(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone),
  }
}

const startOf = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.toZonedDateTime(timeZone).epochMilliseconds)
