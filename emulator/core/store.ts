import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Collection, type Entity, type Operation } from './collection'

const JOURNAL = 'journal.jsonl'

/** Everything the emulator remembers: named collections, in memory, with a journal on disk if a folder is given. */
export type Store = {
  /** The collection of that name, made on first use. The type belongs to the name: one place in the code names it. */
  collection<T extends Entity>(name: string): Collection<T>
  /** Writes of `work` reach the disk together or not at all. `work` is synchronous; nested calls join the outer one. */
  atomically<R>(work: () => R): R
  /** The next number of a named series, starting at 1; survives a restart, starts again after `clear`. */
  next(series: string): number
  /** The last number that `next` gave; 0 before the first. */
  last(series: string): number
  /** Empties every collection. */
  clear(): void
  close(): void
}

/**
 * Opens the store. With `dataDir` each change is appended to a journal before the call returns, so a killed process
 * loses nothing it has answered; the journal is compacted here. Without it everything lives in memory only.
 */
export function openStore({ dataDir }: { dataDir?: string | undefined } = {}): Store {
  const collections = new Map<string, Collection<Entity>>()
  const journal = dataDir === undefined ? null : openJournal(dataDir)
  let pending: Operation[] | null = null

  const record = (operation: Operation) => {
    if (!journal) return
    if (pending) pending.push(operation)
    else journal.append([operation])
  }

  const collectionNamed = (name: string): Collection<Entity> => {
    const known = collections.get(name)
    if (known) return known
    const made = new Collection<Entity>(name, journal?.rowsOf(name) ?? [], record)
    collections.set(name, made)
    return made
  }

  // Safe: a name is used with one type only, and this program is the journal's only writer.
  const typed = <T extends Entity>(name: string) => collectionNamed(name) as unknown as Collection<T>
  const counters = typed<Entity & { value: number }>('counters')

  return {
    collection: typed,
    atomically(work) {
      if (pending) return work()
      pending = []
      try {
        return work()
      } finally {
        const operations: Operation[] = pending
        pending = null
        if (operations.length > 0) journal?.append(operations)
      }
    },
    last: (series) => counters.get(series)?.value ?? 0,
    next(series) {
      const value = (counters.get(series)?.value ?? 0) + 1
      counters.put({ id: series, value })
      return value
    },
    clear() {
      journal?.forget()
      for (const collection of collections.values()) collection.empty()
      record(['*'])
    },
    close() {
      journal?.close()
    },
  }
}

/** One line of the journal is one atomic group of operations; a torn last line was never answered and is dropped. */
function openJournal(dataDir: string) {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, JOURNAL)
  const loaded = existsSync(path)
    ? replay(readFileSync(path, 'utf8'))
    : new Map<string, Map<string, Entity>>()
  const compacted: string[] = []
  for (const [name, rows] of loaded) {
    for (const row of rows.values()) compacted.push(`${JSON.stringify([[name, row.id, row]])}\n`)
  }
  writeFileSync(`${path}.new`, compacted.join(''))
  renameSync(`${path}.new`, path)
  const file = openSync(path, 'a')

  return {
    append: (operations: Operation[]) => void writeSync(file, `${JSON.stringify(operations)}\n`),
    rowsOf: (name: string): Iterable<Entity> => loaded.get(name)?.values() ?? [],
    forget: () => loaded.clear(),
    close: () => closeSync(file),
  }
}

function replay(text: string): Map<string, Map<string, Entity>> {
  const collections = new Map<string, Map<string, Entity>>()
  for (const line of text.split('\n').slice(0, -1)) {
    for (const [name, id, row] of JSON.parse(line) as Operation[]) {
      if (name === '*' || id === undefined) collections.clear()
      else if (row) collections.set(name, (collections.get(name) ?? new Map()).set(id, row))
      else collections.get(name)?.delete(id)
    }
  }
  return collections
}
