import { headerKey } from './header-names'
import type { Table } from './read-table'

/** Between several values in one cell of Google's export. */
const separator = ' ::: '

const kinds: Record<string, 'mobile' | 'work' | 'home'> = {
  mobile: 'mobile',
  portable: 'mobile',
  work: 'work',
  main: 'work',
  travail: 'work',
  bureau: 'work',
  professionnel: 'work',
  home: 'home',
  domicile: 'home',
  personnel: 'home',
}

const valueHeaders = [
  'E-mail 1',
  'E-mail 2',
  'E-mail 3',
  'Phone (Mobile)',
  'Phone (Work)',
  'Phone (Home)',
  'Phone (Other)',
]

type Column = { kind: 'e mail' | 'phone'; value: number; label: number }

/**
 * Google's export says in one column what the next one holds (`Phone 1 - Label`: Mobile, `Phone 1 - Value`: …), row by
 * row. This makes columns of one meaning out of them, which can be mapped once for all rows.
 */
export function withoutLabels(table: Table): Table {
  const keys = table.headers.map(headerKey)
  const columns = keys.flatMap((key, value): Column[] => {
    const [, kind, number] = /^(e mail|phone) (\d+) value$/.exec(key) ?? []
    if (kind === undefined) return []
    const label = keys.findIndex((other) => new RegExp(`^${kind} ${number} (label|type)$`).test(other))
    return [{ kind: kind === 'phone' ? 'phone' : 'e mail', value, label }]
  })
  if (columns.length === 0) return table
  const taken = new Set(columns.flatMap(({ value, label }) => [value, label]))
  const kept = (cells: readonly string[]) => cells.filter((_, position) => !taken.has(position))
  return {
    ...table,
    headers: [...kept(table.headers), ...valueHeaders],
    rows: table.rows.map(({ line, cells }) => {
      const beyond = cells.slice(table.headers.length)
      const within = kept(cells.slice(0, table.headers.length))
      return { line, cells: [...within, ...emails(cells, columns), ...phones(cells, columns), ...beyond] }
    }),
  }
}

const valuesOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(separator)
    .map((value) => value.trim())
    .filter((value) => value !== '')

function emails(cells: readonly string[], columns: readonly Column[]): string[] {
  const all = columns.filter(({ kind }) => kind === 'e mail').flatMap(({ value }) => valuesOf(cells[value]))
  return [all[0] ?? '', all[1] ?? '', all[2] ?? '']
}

/** The first number of each kind; what is left over, or of no known kind, stands under "other". */
function phones(cells: readonly string[], columns: readonly Column[]): string[] {
  const found = { mobile: '', work: '', home: '', other: '' }
  for (const { kind, value, label } of columns) {
    if (kind !== 'phone') continue
    const known = kinds[headerKey(cells[label] ?? '')] ?? 'other'
    for (const number of valuesOf(cells[value])) {
      const place = found[known] === '' ? known : 'other'
      if (found[place] === '') found[place] = number
    }
  }
  return [found.mobile, found.work, found.home, found.other]
}
