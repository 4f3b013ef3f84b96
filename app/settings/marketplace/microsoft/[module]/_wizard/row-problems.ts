import { mappingProblems } from '@/lib/sync/connections/validate-mapping'
import type { DraftRow } from './draft'
import type { FieldChoices } from './field-choices'

export type RowProblem = { code: string; crmType: string | undefined; microsoftType: string | undefined }

/** What is wrong, by the row's key, and with the mapping as a whole: the server's own rules, asked beforehand. */
export function problemsOf(
  rows: readonly DraftRow[],
  fields: FieldChoices,
): { byRow: Map<string, RowProblem>; isEmpty: boolean; missing: string[] } {
  const module = { crmFields: fields.crm, microsoftFields: fields.microsoft, defaultValueMaps: null }
  const found = mappingProblems(module, rows, null)
  const byRow = new Map<string, RowProblem>()
  for (const { pointer, code } of found) {
    const row = rows[Number(/^\/mapping\/(\d+)/.exec(pointer)?.[1] ?? Number.NaN)]
    if (!row || byRow.has(row.key)) continue
    const isHalf = row.crm === '' || row.microsoft === ''
    byRow.set(row.key, {
      code: isHalf ? 'incomplete' : code,
      crmType: fields.crm.find(({ name }) => name === row.crm)?.type,
      microsoftType: fields.microsoft.find(({ name }) => name === row.microsoft)?.type,
    })
  }
  const filled = new Set(rows.filter(({ direction }) => direction !== 'toMicrosoft').map(({ crm }) => crm))
  return {
    byRow,
    isEmpty: found.some(({ code }) => code === 'mapping-empty'),
    missing: found.some(({ code }) => code === 'required-field-unmapped')
      ? fields.crm.filter(({ name, required }) => required && !filled.has(name)).map(({ label }) => label)
      : [],
  }
}
