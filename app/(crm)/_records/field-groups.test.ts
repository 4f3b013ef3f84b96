import { describe, expect, it } from 'vitest'
import { recordKinds } from '@/components/crm/record-kind'
import { fieldGroups } from './field-groups'
import { recordFields } from './record-modules'

describe('fieldGroups', () => {
  it.each(recordKinds)('shows every field of a %s, once', (kind) => {
    const shown = fieldGroups(kind).flatMap(({ fields }) => fields.map(({ name }) => name))
    expect(shown.sort()).toEqual(recordFields[kind].map(({ name }) => name).sort())
  })
})
