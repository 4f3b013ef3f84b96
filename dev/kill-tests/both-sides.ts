import type { Clients, Person } from '../bench/clients'

export type MappingRow = { crm: string; microsoft: string }
export type Fields = Record<string, unknown>
export type BothSides = {
  connection: Fields & { mapping: MappingRow[]; status: string; counts: Record<string, number> }
  records: Fields[]
  items: Fields[]
}

/** All contacts of a person, once through the REST API and once through Graph, as the folder of her connection has them. */
export async function readBothSides(clients: Clients, person: Person): Promise<BothSides> {
  const connection = (await clients.rest(
    person,
    'GET',
    '/microsoft/connections/contacts',
  )) as BothSides['connection'] & {
    container: { id: string } | null
  }
  const records: Fields[] = []
  for (let cursor: unknown = ''; cursor !== null; ) {
    const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(String(cursor))}`
    const page = await clients.rest(person, 'GET', `/contacts?limit=200${query}`)
    records.push(...(page.items as Fields[]))
    cursor = page.nextCursor
  }
  const folder = `/contactFolders/${encodeURIComponent(connection.container?.id ?? '')}/contacts`
  const items: Fields[] = []
  for (;;) {
    const page = await clients.graph(person, 'GET', `${folder}?$top=500&$skip=${items.length}`)
    items.push(...(page.value as Fields[]))
    if (page['@odata.nextLink'] === undefined) break
  }
  return { connection, records, items }
}

/** What a field of an item holds, read as Graph documents it and not as the product does. Empty is null. */
export function valueOfItem(item: Fields, name: string): unknown {
  const [head = '', tail] = name.split('.')
  const whole = item[head]
  if (head === 'birthday') return typeof whole === 'string' ? whole.slice(0, 10) : null
  const value = tail === undefined ? whole : (whole as Record<string, unknown> | undefined)?.[tail]
  if (value === undefined || value === null || value === '') return null
  if (head === 'emailAddresses') return (value as { address?: string }).address ?? null
  // Outlook keeps the line ends of Windows.
  return head === 'personalNotes' ? String(value).replaceAll('\r\n', '\n') : value
}

/** A list has no gaps over there: of its mapped fields only the values and their order are the same on both sides. */
function comparable(
  mapping: readonly MappingRow[],
  read: (row: MappingRow) => unknown,
): Map<string, unknown> {
  const found = new Map<string, unknown>()
  for (const row of mapping) {
    const [head = '', at] = row.microsoft.split('.')
    const value = read(row)
    if (!/^\d+$/.test(at ?? '')) found.set(row.crm, value)
    else if (value !== null) found.set(head, [...((found.get(head) as unknown[] | undefined) ?? []), value])
  }
  return found
}

/** Pairs that differ, records without an item of their own, items without a record: in words, empty when all is well. */
export function differences({ connection, records, items }: BothSides): string[] {
  const found: string[] = []
  const itemsById = new Map(items.map((item) => [item.id, item]))
  for (const record of records) {
    const sync = record.sync as { state: string; microsoftId: string | null }
    const item = itemsById.get(sync.microsoftId)
    itemsById.delete(sync.microsoftId)
    if (sync.state !== 'synced') found.push(`record ${record.id} says ${JSON.stringify(sync)}`)
    if (item === undefined) {
      found.push(`record ${record.id} has no item of its own`)
      continue
    }
    const here = comparable(connection.mapping, ({ crm }) => record[crm])
    const there = comparable(connection.mapping, ({ microsoft }) => valueOfItem(item, microsoft))
    for (const name of new Set([...here.keys(), ...there.keys()])) {
      const [ours, theirs] = [here.get(name), there.get(name)].map((value) => JSON.stringify(value ?? null))
      if (ours !== theirs) found.push(`record ${record.id}: ${name} is ${ours} here and ${theirs} there`)
    }
  }
  found.push(...[...itemsById.keys()].map((id) => `item ${id} belongs to no record`))
  return found
}
