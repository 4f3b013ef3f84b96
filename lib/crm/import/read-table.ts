import { CsvError, parse } from 'csv-parse/sync'
import { DomainError } from '@/lib/errors'
import { decodeText, type Encoding } from './decode-text'

export const importLimits = { bytes: 30_000_000, lines: 20_000, columns: 500 }

const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

export type TableRow = {
  /** Where the row begins in the file: 1 is the header. */
  line: number
  cells: string[]
}

export type Table = { encoding: Encoding; delimiter: Delimiter; headers: string[]; rows: TableRow[] }

type Reason =
  | 'empty'
  | 'not-text'
  | 'too-large'
  | 'too-many-lines'
  | 'too-many-columns'
  | 'unclosed-quote'
  | 'broken'

const unreadable = (reason: Reason, line?: number) =>
  new DomainError('import-unreadable', { data: { reason, line } })

/**
 * Reads a CSV file as its header and rows of as many cells; blank lines are left out.
 * @throws DomainError `import-unreadable` with `data: { reason, line? }`.
 */
export function readTable(bytes: Uint8Array): Table {
  if (bytes.length > importLimits.bytes) throw unreadable('too-large')
  const decoded = decodeText(bytes)
  if (decoded === null) throw unreadable('not-text')
  const { body, delimiter, skippedLines } = splitHint(decoded.text.replace(/\r\n?/g, '\n'))
  const [header, ...rows] = recordsOf(body, delimiter, skippedLines)
  if (header === undefined || rows.length === 0) throw unreadable('empty')
  if (rows.length > importLimits.lines) throw unreadable('too-many-lines', rows[importLimits.lines]?.line)
  const width = header.cells.length
  if (width > importLimits.columns) throw unreadable('too-many-columns')
  return {
    encoding: decoded.encoding,
    delimiter,
    headers: header.cells.map((cell) => cell.trim()),
    rows: rows.map(({ line, cells }) => ({ line, cells: fitted(cells, width) })),
  }
}

/** Excel's own hint, a first line such as `sep=;`, else what parts the first line into the most cells. */
function splitHint(text: string): { body: string; delimiter: Delimiter; skippedLines: number } {
  const hint = /^sep=([,;\t])\n/i.exec(text)
  const hinted = delimiters.find((delimiter) => delimiter === hint?.[1])
  if (hint !== null && hinted !== undefined) {
    return { body: text.slice(hint[0].length), delimiter: hinted, skippedLines: 1 }
  }
  const firstLine = text.trimStart().split('\n', 1)[0] ?? ''
  const unquoted = firstLine.replace(/"[^"]*"/g, '')
  const counts = delimiters.map((delimiter) => unquoted.split(delimiter).length)
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ','
  return { body: text, delimiter, skippedLines: 0 }
}

function recordsOf(text: string, delimiter: Delimiter, skippedLines: number): TableRow[] {
  const rows: TableRow[] = []
  let line = 1 + skippedLines
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record(cells: string[]) {
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells })
        line += 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0)
        return null
      },
    })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw unreadable(cause.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed-quote' : 'broken', line)
  }
  return rows
}

/** Cells that are missing at the end are empty; empty ones beyond the header are not there. */
function fitted(cells: string[], width: number): string[] {
  if (cells.length < width) return [...cells, ...Array<string>(width - cells.length).fill('')]
  const used = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  return cells.slice(0, Math.max(width, used))
}
