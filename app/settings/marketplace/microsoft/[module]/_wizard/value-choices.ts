import type { ValueMaps } from '@/lib/sync/core/types'
import type { SyncModule } from '@/lib/sync/modules/module'

/** The values of each field with a closed set, in the order in which they are shown. */
export type ValueChoices = { field: string; crm: string[]; microsoft: string[] }[]

export function valueChoicesOf({ defaultValueMaps }: Pick<SyncModule, 'defaultValueMaps'>): ValueChoices {
  return Object.entries(defaultValueMaps ?? {}).map(([field, { toMicrosoft, toCrm }]) => ({
    field,
    crm: Object.keys(toMicrosoft),
    microsoft: Object.keys(toCrm),
  }))
}

export type ValueSide = { field: string; side: 'crm' | 'microsoft'; value: string }

/** The values of both sides that have no counterpart on the other yet. */
export function missingValues(choices: ValueChoices, values: ValueMaps | null): ValueSide[] {
  return choices.flatMap(({ field, crm, microsoft }) => [
    ...crm
      .filter((value) => !microsoft.includes(values?.[field]?.toMicrosoft[value] ?? ''))
      .map((value) => ({ field, side: 'crm' as const, value })),
    ...microsoft
      .filter((value) => !crm.includes(values?.[field]?.toCrm[value] ?? ''))
      .map((value) => ({ field, side: 'microsoft' as const, value })),
  ])
}

/** Groups of CRM values that become the same one over there: what was one of them comes back as itself (A4). */
export function sharedValues(
  { field, crm, microsoft }: ValueChoices[number],
  values: ValueMaps | null,
): string[][] {
  return microsoft
    .map((target) => crm.filter((value) => values?.[field]?.toMicrosoft[value] === target))
    .filter((group) => group.length > 1)
}
