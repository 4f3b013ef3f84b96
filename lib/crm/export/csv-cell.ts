// A spreadsheet takes a cell that begins like this for a formula (owasp.org, "CSV Injection"). An apostrophe in front
// makes text of it; one that was there before gets another, so that reading takes away exactly what writing added.
const formula = /^'*[=+\-@\t\r]/
const guarded = /^'+[=+\-@\t\r]/

export const guardFormula = (text: string): string => (formula.test(text) ? `'${text}` : text)

export const unguardFormula = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell)

/** A cell of a CSV file (RFC 4180), quoted where it has to be. */
export function csvCell(text: string, delimiter: string): string {
  const safe = guardFormula(text)
  const plain = !/["\r\n]|^\s|\s$/.test(safe) && !safe.includes(delimiter)
  return plain ? safe : `"${safe.replaceAll('"', '""')}"`
}
