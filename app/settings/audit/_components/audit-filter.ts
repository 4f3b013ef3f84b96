import { type AuditNoun, auditNouns } from '@/lib/access/audit/audit-nouns'

/** What the address of the audit log says about what is shown. Days are those of the reader's time zone. */
export type AuditFilter = {
  search: string
  subject: AuditNoun | null
  /** `YYYY-MM-DD`, both days included; empty for no bound. */
  from: string
  to: string
}

type Params = Record<string, string | string[] | undefined>

/** Reads an address leniently: what is unknown or broken counts as not given. */
export function readAuditFilter(params: Params): AuditFilter {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const day = (name: string) => (isDay(text(name)) ? text(name) : '')
  return {
    search: text('q').slice(0, 200),
    subject: auditNouns.find((known) => known === text('about')) ?? null,
    from: day('from'),
    to: day('to'),
  }
}

/** The filter as it stands in an address, without a question mark. */
export function auditParams({ search, subject, from, to }: AuditFilter): URLSearchParams {
  const given = { q: search, about: subject ?? '', from, to }
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''))
}

/** A day that there is: 30 February is read as 2 March, and so is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
