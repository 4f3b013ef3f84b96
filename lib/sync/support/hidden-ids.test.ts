import { describe, expect, it } from 'vitest'
import { notablePath } from '@/lib/microsoft/graph/seen-request'
import { hiddenIds, hiddenPath, plainCode } from './hidden-ids'

describe('an id in a support file', () => {
  const hide = hiddenIds()

  it('is the same token for the same id, and another one in another file', () => {
    expect(hide('AAMkAD=')).toBe(hide('AAMkAD='))
    expect(hide('AAMkAD=')).not.toBe(hide('AAMkAE='))
    expect(hide('AAMkAD=')).not.toBe(hiddenIds()('AAMkAD='))
    expect(hide('AAMkAD=')).toMatch(/^#[0-9a-f]{12}$/)
  })

  it('is hidden in a path, encoded or not, and what Graph calls things stays', () => {
    const path = hiddenPath('/users/0b6c/contactFolders/AAMkAD%3D/contacts/delta', hide)
    expect(path).toBe(`/users/${hide('0b6c')}/contactFolders/${hide('AAMkAD=')}/contacts/delta`)
    expect(hiddenPath("/users/ana@small.example/calendars('AA')/events", hide)).toBe(
      `/users/${hide('ana@small.example')}/calendars('${hide('AA')}')/events`,
    )
    expect(hiddenPath('/me/Marc Okafor', hide)).not.toContain('Marc')
  })

  it('nor is anything of a query kept but the names of options', () => {
    const seen = notablePath(
      "https://graph.microsoft.com/v1.0/users/x/contacts?$filter=mail eq 'a@b.example'&$top=5",
    )
    expect(seen).toBe('/users/x/contacts?$filter&$top')
    expect(hiddenPath('/users/x/contacts?$filter&a@b.example&$top', hide)).toMatch(
      /contacts\?\$filter&\$top$/,
    )
  })
})

it('a code that does not look like one is not passed on', () => {
  expect(['ErrorItemNotFound', '404', 'microsoft-refused', null].map(plainCode)).toEqual([
    ...['ErrorItemNotFound', '404', 'microsoft-refused', null],
  ])
  expect(plainCode('The value ana@small.example is not valid')).toBe('other')
  expect(plainCode('ana@small.example')).toBe('other')
})
