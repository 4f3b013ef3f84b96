import { describe, expect, it } from 'vitest'
import type { MappingRow } from '@/lib/sync/core/types'
import { contactsModule } from '@/lib/sync/modules/contacts'
import { meetingsModule } from '@/lib/sync/modules/meetings'
import { mappingProblems } from './validate-mapping'

const both = (crm: string, microsoft: string): MappingRow => ({ crm, microsoft, direction: 'both' })
const name = both('lastName', 'surname')
const problems = (...rows: MappingRow[]) =>
  mappingProblems(contactsModule, rows, null).map(({ pointer, code }) => `${pointer} ${code}`)

describe('mappingProblems', () => {
  it.each<[string, MappingRow[], string[]]>([
    ['nothing mapped', [], ['/mapping mapping-empty']],
    ['an unknown CRM field', [name, both('shoeSize', 'title')], ['/mapping/1/crm unknown-field']],
    ['an unknown Microsoft field', [name, both('title', 'fax')], ['/mapping/1/microsoft unknown-field']],
    [
      'a position beyond what Graph holds',
      [name, both('email', 'emailAddresses.3')],
      ['/mapping/1/microsoft unknown-field'],
    ],
    ['kinds that do not fit', [name, both('dateOfBirth', 'jobTitle')], ['/mapping/1 type-mismatch']],
    ['a CRM field twice', [name, both('lastName', 'nickName')], ['/mapping/1/crm mapping-duplicate']],
    [
      'a Microsoft field twice',
      [name, both('title', 'jobTitle'), both('department', 'jobTitle')],
      ['/mapping/2/microsoft mapping-duplicate'],
    ],
    ['no last name', [both('title', 'jobTitle')], ['/mapping required-field-unmapped']],
    [
      'a last name that never comes from Microsoft',
      [{ ...name, direction: 'toMicrosoft' }],
      ['/mapping required-field-unmapped'],
    ],
    ['a last name that only comes from Microsoft', [{ ...name, direction: 'toCrm' }], []],
  ])('%s', (_, rows, expected) => expect(problems(...rows)).toEqual(expected))

  it('values are translated only where there is a closed set of them', () => {
    const found = mappingProblems(contactsModule, [name], { title: { toMicrosoft: {}, toCrm: {} } })
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/values/title unknown-field'])
  })

  it('every value of a closed set has a counterpart, both ways', () => {
    const module = {
      crmFields: [{ name: 'priority', type: 'text' as const }],
      microsoftFields: [{ name: 'importance', type: 'text' as const }],
      defaultValueMaps: { priority: { toMicrosoft: { high: 'high', low: 'low' }, toCrm: { high: 'high' } } },
    }
    const found = mappingProblems(module, [both('priority', 'importance')], {
      priority: { toMicrosoft: { high: 'high' }, toCrm: {} },
    })
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/values/priority/toMicrosoft/low value-missing',
      '/values/priority/toCrm/high value-missing',
    ])
  })

  it('a value may only become one that the other side has, and only values of the field are translated', () => {
    const module = {
      crmFields: [{ name: 'priority', type: 'text' as const }],
      microsoftFields: [{ name: 'importance', type: 'text' as const }],
      defaultValueMaps: { priority: { toMicrosoft: { high: 'high' }, toCrm: { high: 'high' } } },
    }
    const found = mappingProblems(module, [both('priority', 'importance')], {
      priority: { toMicrosoft: { high: 'urgent', toString: 'high' }, toCrm: { high: 'high' } },
    })
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/values/priority/toMicrosoft/high value-missing',
      '/values/priority/toMicrosoft/toString unknown-field',
    ])
  })
})

describe('fields that only mean something together', () => {
  const problems = (change: (rows: MappingRow[]) => MappingRow[]) =>
    mappingProblems(meetingsModule, change([...meetingsModule.defaultMapping]), null).map(({ code }) => code)

  it('are fine as they are by default', () => expect(problems((rows) => rows)).toEqual([]))
  it('are not mapped crosswise', () =>
    expect(
      problems((rows) => rows.map((row) => (row.crm === 'start' ? { ...row, microsoft: 'end' } : row))),
    ).toContain('type-mismatch'))
  it('go one way', () =>
    expect(
      problems((rows) => rows.map((row) => (row.crm === 'end' ? { ...row, direction: 'toCrm' } : row))),
    ).toContain('type-mismatch'))
  it('are required all', () =>
    expect(problems((rows) => rows.filter(({ crm }) => crm !== 'timeZone'))).toContain(
      'required-field-unmapped',
    ))
})
