export type Entity = { id: string }

/** `[collection, id, row]` writes, `[collection, id]` deletes, `['*']` empties everything. */
export type Operation = [collection: string, id: string, row?: Entity] | [everything: '*']

type Index<T> = { keyOf: (row: T) => string | undefined; rows: Map<string, Map<string, T>> }

/** Rows by id. A row is replaced as a whole and never changed in place, so that every change is journaled. */
export class Collection<T extends Entity> {
  private readonly rows = new Map<string, T>()
  private readonly indexes: Index<T>[] = []

  constructor(
    readonly name: string,
    initial: Iterable<T>,
    private readonly record: (operation: Operation) => void,
  ) {
    for (const row of initial) this.rows.set(row.id, row)
  }

  get size(): number {
    return this.rows.size
  }

  get(id: string): T | undefined {
    return this.rows.get(id)
  }

  /** Rows in order of first insertion. */
  values(): IterableIterator<T> {
    return this.rows.values()
  }

  put(row: T): T {
    this.unindex(this.rows.get(row.id))
    this.rows.set(row.id, row)
    for (const index of this.indexes) enter(index, row)
    this.record([this.name, row.id, row])
    return row
  }

  delete(id: string): boolean {
    const row = this.rows.get(id)
    if (!row) return false
    this.unindex(row)
    this.rows.delete(id)
    this.record([this.name, id])
    return true
  }

  /** A look-up kept current by every write: rows whose `keyOf` gives the key, a row without a key is left out. */
  indexBy(keyOf: (row: T) => string | undefined): (key: string) => T[] {
    const index: Index<T> = { keyOf, rows: new Map() }
    for (const row of this.rows.values()) enter(index, row)
    this.indexes.push(index)
    return (key) => [...(index.rows.get(key)?.values() ?? [])]
  }

  /** Drops every row without journaling each one; only the store calls it. */
  empty(): void {
    this.rows.clear()
    for (const index of this.indexes) index.rows.clear()
  }

  private unindex(row: T | undefined): void {
    if (!row) return
    for (const index of this.indexes) {
      const key = index.keyOf(row)
      if (key !== undefined) index.rows.get(key)?.delete(row.id)
    }
  }
}

function enter<T extends Entity>(index: Index<T>, row: T): void {
  const key = index.keyOf(row)
  if (key === undefined) return
  const rows = index.rows.get(key)
  if (rows) rows.set(row.id, row)
  else index.rows.set(key, new Map([[row.id, row]]))
}
