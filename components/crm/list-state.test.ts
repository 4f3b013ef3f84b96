import { describe, expect, it } from 'vitest'
import { decodePosition, encodePosition } from './list-position'
import { listHref, readListState, withChange } from './list-state'

const id = '0b5b1c1e-7c0f-4b7e-9d0a-2f6f5e0c1a11'
const plain = readListState({})

describe('the state of a list in its address', () => {
  it('comes back as it was written', () => {
    const state = { search: 'le goff', ownerId: id, sort: '-name' as const, trail: ['a', 'b'] }
    const query = new URL(listHref('/contacts', state), 'http://crm').searchParams
    expect(readListState(Object.fromEntries(query))).toEqual(state)
  })

  it('needs no query for the list as one first sees it', () => {
    expect(listHref('/contacts', plain)).toBe('/contacts')
  })

  it('takes what is unknown or broken for not given', () => {
    expect(readListState({ q: ['a', 'b'], owner: 'me', sort: 'shoe-size', page: '' })).toEqual(plain)
  })

  it('starts at the first page again when a filter changes', () => {
    const state = { ...plain, trail: ['a', 'b'] }
    expect(withChange(state, { search: 'x' }).trail).toEqual([])
  })

  it('keeps the way back short enough for an address', () => {
    const trail = Array.from({ length: 400 }, (_, page) => `page${page}`)
    const href = listHref('/contacts', { ...plain, trail })
    expect(href.length).toBeLessThan(400)
    expect(href.endsWith('page399')).toBe(true)
  })
})

describe('positions', () => {
  it('survive letters of any script', () => {
    const position = { key: 'łukasz ø 名', id }
    expect(decodePosition(encodePosition(position))).toEqual(position)
  })

  it.each([undefined, '', 'abc', encodePosition({ key: 'x', id: 'not-an-id' })])('refuse %s', (text) =>
    expect(decodePosition(text)).toBeNull(),
  )
})
