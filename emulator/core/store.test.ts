import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './store'

type Pet = { id: string; kind: string }

describe('store', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'emulator-store-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  it('has everything it answered when opened again without having been closed', () => {
    const pets = openStore({ dataDir }).collection<Pet>('pets')
    pets.put({ id: 'a', kind: 'cat' })
    pets.put({ id: 'b', kind: 'dog' })
    pets.put({ id: 'a', kind: 'cow' })
    pets.delete('b')
    expect([...openStore({ dataDir }).collection<Pet>('pets').values()]).toEqual([{ id: 'a', kind: 'cow' }])
  })

  it('drops a line that was torn by a kill, and goes on writing after it', () => {
    openStore({ dataDir }).collection<Pet>('pets').put({ id: 'a', kind: 'cat' })
    appendFileSync(join(dataDir, 'journal.jsonl'), '[["pets","b",{"id":"b","ki')
    const again = openStore({ dataDir })
    again.collection<Pet>('pets').put({ id: 'c', kind: 'dog' })
    const ids = [...openStore({ dataDir }).collection<Pet>('pets').values()].map(({ id }) => id)
    expect(ids).toEqual(['a', 'c'])
  })

  it('counts on after a restart, and starts again after a clear', () => {
    const store = openStore({ dataDir })
    expect([store.next('n'), store.next('n')]).toEqual([1, 2])
    const again = openStore({ dataDir })
    expect(again.next('n')).toBe(3)
    again.clear()
    expect(again.next('n')).toBe(1)
    expect(openStore({ dataDir }).next('n')).toBe(2)
  })

  it('is empty after a clear, also where a collection was not in use yet', () => {
    openStore({ dataDir }).collection<Pet>('pets').put({ id: 'a', kind: 'cat' })
    const again = openStore({ dataDir })
    again.clear()
    expect(again.collection<Pet>('pets').size).toBe(0)
  })

  it('keeps an index current through writes, moves and deletes', () => {
    const pets = openStore().collection<Pet>('pets')
    pets.put({ id: 'a', kind: 'cat' })
    const byKind = pets.indexBy(({ kind }) => kind)
    pets.put({ id: 'b', kind: 'cat' })
    pets.put({ id: 'a', kind: 'dog' })
    expect(byKind('cat').map(({ id }) => id)).toEqual(['b'])
    pets.delete('b')
    expect(byKind('cat')).toEqual([])
    expect(byKind('dog').map(({ id }) => id)).toEqual(['a'])
  })
})
