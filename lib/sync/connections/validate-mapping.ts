import type { FieldProblem } from '@/lib/errors'
import type { MappingRow, ValueMaps } from '@/lib/sync/core/types'
import type { MappableField } from '@/lib/sync/modules/mappable-field'
import type { SyncModule } from '@/lib/sync/modules/module'

/** A short text may go into a long one and back only if it fits; all other types are shown as text on both sides. */
const compatible: Record<MappableField['type'], readonly MappableField['type'][]> = {
  text: ['text', 'longText'],
  longText: ['longText', 'text'],
  email: ['email'],
  phone: ['phone', 'text'],
  day: ['day'],
  choice: ['choice'],
  boolean: ['boolean'],
  moment: ['moment'],
  timeZone: ['timeZone'],
}

type Mappable = Pick<SyncModule, 'crmFields' | 'microsoftFields' | 'defaultValueMaps'> &
  Partial<Pick<SyncModule, 'limits' | 'defaultMapping'>>

/**
 * What is wrong with a mapping, row by row; empty when it can work. Codes as in the API: `mapping-empty`,
 * `unknown-field`, `type-mismatch`, `mapping-duplicate`, `required-field-unmapped`, `value-missing`.
 */
export function mappingProblems(
  module: Mappable,
  rows: readonly MappingRow[],
  valueMaps: ValueMaps | null,
): FieldProblem[] {
  if (rows.length === 0) return [problem('/mapping', 'mapping-empty', 'Nothing is mapped.')]
  const problems: FieldProblem[] = []
  const seen = { crm: new Set<string>(), microsoft: new Set<string>() }
  rows.forEach((row, at) => {
    const pointer = `/mapping/${at}`
    const crm = module.crmFields.find(({ name }) => name === row.crm)
    const microsoft = module.microsoftFields.find(({ name }) => name === row.microsoft)
    if (!crm) problems.push(problem(`${pointer}/crm`, 'unknown-field', `The CRM has no field ${row.crm}.`))
    if (!microsoft) {
      problems.push(
        problem(`${pointer}/microsoft`, 'unknown-field', `Microsoft 365 has no field ${row.microsoft}.`),
      )
    }
    for (const side of ['crm', 'microsoft'] as const) {
      if (seen[side].has(row[side])) {
        problems.push(problem(`${pointer}/${side}`, 'mapping-duplicate', `${row[side]} is mapped twice.`))
      }
      seen[side].add(row[side])
    }
    if (microsoft?.readOnly && row.direction !== 'toCrm') {
      problems.push(
        problem(
          `${pointer}/direction`,
          'type-mismatch',
          `${row.microsoft} can only be read: map it to the CRM only.`,
        ),
      )
    }
    if (crm && microsoft && !compatible[crm.type].includes(microsoft.type)) {
      problems.push(
        problem(pointer, 'type-mismatch', `${row.crm} and ${row.microsoft} hold different kinds of values.`),
      )
    }
  })
  return [
    ...problems,
    ...requiredProblems(module, rows),
    ...groupProblems(module, rows),
    ...valueProblems(module, valueMaps),
  ]
}

/** Fields that only mean something together are mapped as by default, all of them and one way, or not at all. */
function groupProblems(
  { limits, defaultMapping = [] }: Mappable,
  rows: readonly MappingRow[],
): FieldProblem[] {
  return Object.values(limits?.groups ?? {}).flatMap((names) => {
    const wanted = defaultMapping.filter(({ crm }) => names.includes(crm))
    const given = rows.filter(
      (row) => names.includes(row.crm) || wanted.some(({ microsoft }) => microsoft === row.microsoft),
    )
    const same = (row: MappingRow) =>
      wanted.some(({ crm, microsoft }) => crm === row.crm && microsoft === row.microsoft)
    const whole = given.length === wanted.length && given.every(same)
    const oneWay = new Set(given.map(({ direction }) => direction)).size <= 1
    if (given.length === 0 || (whole && oneWay)) return []
    const message = `${names.join(', ')} are mapped together, in one direction.`
    return [problem(`/mapping/${rows.findIndex((row) => given.includes(row))}`, 'type-mismatch', message)]
  })
}

/** A contact made in Microsoft 365 needs its required fields: they must come from there. */
function requiredProblems(
  module: Pick<SyncModule, 'crmFields'>,
  rows: readonly MappingRow[],
): FieldProblem[] {
  return module.crmFields
    .filter(({ required }) => required)
    .filter(({ name }) => !rows.some((row) => row.crm === name && row.direction !== 'toMicrosoft'))
    .map(({ name }) =>
      problem('/mapping', 'required-field-unmapped', `${name} must be filled from Microsoft 365.`),
    )
}

const directions = [
  ['toMicrosoft', 'toCrm'],
  ['toCrm', 'toMicrosoft'],
] as const

function valueProblems(
  module: Pick<SyncModule, 'defaultValueMaps'>,
  given: ValueMaps | null,
): FieldProblem[] {
  const unknown = Object.keys(given ?? {})
    .filter((field) => module.defaultValueMaps?.[field] === undefined)
    .map((field) => problem(`/values/${field}`, 'unknown-field', `${field} has no closed set of values.`))
  const missing = Object.entries(module.defaultValueMaps ?? {}).flatMap(([field, whole]) =>
    directions.flatMap(([direction, opposite]) =>
      Object.keys(whole[direction])
        // The other side's own values are the keys of the way back.
        .filter((key) => !Object.hasOwn(whole[opposite], given?.[field]?.[direction][key] ?? ''))
        .map((key) =>
          problem(`/values/${field}/${direction}/${key}`, 'value-missing', `${key} has no counterpart.`),
        ),
    ),
  )
  const strange = Object.entries(module.defaultValueMaps ?? {}).flatMap(([field, whole]) =>
    directions.flatMap(([direction]) =>
      Object.keys(given?.[field]?.[direction] ?? {})
        .filter((key) => !Object.hasOwn(whole[direction], key))
        .map((key) =>
          problem(`/values/${field}/${direction}/${key}`, 'unknown-field', `${key} is no value of ${field}.`),
        ),
    ),
  )
  return [...unknown, ...missing, ...strange]
}

const problem = (pointer: string, code: string, message: string): FieldProblem => ({ pointer, code, message })
