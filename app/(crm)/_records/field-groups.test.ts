import { describe, expect, it } from 'vitest'
import { personKinds } from '@/components/crm/record-kind'
import { fieldGroups } from './field-groups'
import { personFields } from './record-modules'

describe('fieldGroups', () => {
  it.each(personKinds)('shows every field of a %s, once', (kind) => {
    const shown = fieldGroups(kind).flatMap(({ fields }) => fields.map(({ name }) => name))
    expect(shown.sort()).toEqual(personFields[kind].map(({ name }) => name).sort())
  })
})
