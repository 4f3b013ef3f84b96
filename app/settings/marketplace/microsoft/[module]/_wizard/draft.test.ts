import { describe, expect, it } from 'vitest'
import { contactsModule } from '@/lib/sync/modules/contacts'
import { areAlike, draftOf, readDraft, type Settings, settingsOf } from './draft'
import { problemsOf } from './row-problems'

const settings: Settings = {
  mapping: [...contactsModule.defaultMapping],
  values: null,
  options: { deleteInCrm: false, clientInvitations: false, conflict: 'latest' },
}
const fields = {
  crm: contactsModule.crmFields.map((field) => ({ ...field, label: field.name })),
  microsoft: contactsModule.microsoftFields.map((field) => ({ ...field, label: field.name })),
}
const { rows } = draftOf(settings)

describe('a draft', () => {
  it('comes back as it was left', () => {
    const draft = draftOf(settings)
    expect(readDraft(JSON.stringify(draft))).toEqual(draft)
    expect(settingsOf(draft)).toEqual(settings)
  })

  it.each(['', '{', '{"rows":[{"crm":1}]}'])('that nobody can read (%j) is none', (text) =>
    expect(readDraft(text)).toBeNull(),
  )

  it('is no change while only the order of its rows differs', () => {
    expect(areAlike(settings, { ...settings, mapping: settings.mapping.toReversed() })).toBe(true)
    const options = { ...settings.options, deleteInCrm: true }
    expect(areAlike(settings, { ...settings, options })).toBe(false)
    const other = { priority: { toMicrosoft: { high: 'normal' }, toCrm: {} } }
    expect(areAlike(settings, { ...settings, values: other })).toBe(false)
  })
})

describe('what is wrong with a draft', () => {
  it('is nothing with the default', () =>
    expect(problemsOf(rows, fields)).toEqual({ byRow: new Map(), isEmpty: false, missing: [] }))

  it('is told once for each row, and first that it is not filled in', () => {
    const half = { key: 'new', crm: '', microsoft: 'nickName', direction: 'both' as const }
    const { byRow } = problemsOf([...rows, half], fields)
    expect([...byRow].map(([key, { code }]) => [key, code])).toEqual([['new', 'incomplete']])
  })

  it('names the required field that Microsoft 365 does not fill', () => {
    const oneWay = rows.map((row) =>
      row.crm === 'lastName' ? { ...row, direction: 'toMicrosoft' as const } : row,
    )
    expect(problemsOf(oneWay, fields).missing).toEqual(['lastName'])
  })
})
