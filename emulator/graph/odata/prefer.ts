/** The `Prefer` headers that Graph's mailbox resources understand. */
export type Prefer = {
  /** `odata.maxpagesize`; null when absent or not a positive number. */
  maxPageSize: number | null
  /** `IdType="ImmutableId"` (learn.microsoft.com/graph/outlook-immutable-id). */
  immutableId: boolean
  /** `return=minimal`. */
  minimal: boolean
  /** Every preference by lower-case name, `''` for one without a value. */
  all: ReadonlyMap<string, string>
}

export function parsePrefer(headers: Headers): Prefer {
  const all = new Map<string, string>()
  for (const part of (headers.get('prefer') ?? '').split(/[,;]/)) {
    const [name = '', value = ''] = part.split('=', 2).map((text) => text.trim())
    if (name !== '') all.set(name.toLowerCase(), value.replace(/^"(.*)"$/, '$1'))
  }
  const pageSize = Number(all.get('odata.maxpagesize'))
  return {
    maxPageSize: Number.isInteger(pageSize) && pageSize > 0 ? pageSize : null,
    immutableId: all.get('idtype') === 'ImmutableId',
    minimal: all.get('return') === 'minimal',
    all,
  }
}
