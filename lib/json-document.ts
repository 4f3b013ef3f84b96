/** What a document consists of: members by name, each a value, or a list that is read page by page. */
export type JsonPart =
  | { name: string; value: unknown }
  | { name: string; pages: AsyncIterable<readonly unknown[]> }

/**
 * A JSON object as text, piece by piece, so that a list of any length needs the memory of one page. Each entry of a
 * list stands on a line of its own.
 */
export async function* jsonDocument(
  parts: Iterable<JsonPart> | AsyncIterable<JsonPart>,
): AsyncGenerator<string> {
  let lead = '{'
  for await (const part of parts) {
    yield `${lead}\n${JSON.stringify(part.name)}: `
    lead = ','
    if ('value' in part) {
      yield JSON.stringify(part.value)
      continue
    }
    let comma = '['
    for await (const page of part.pages) {
      if (page.length === 0) continue
      yield `${comma}\n${page.map((entry) => JSON.stringify(entry)).join(',\n')}`
      comma = ','
    }
    yield comma === '[' ? '[]' : '\n]'
  }
  yield lead === '{' ? '{}\n' : '\n}\n'
}

/** Pages of a list that is read by position, one after the other. */
export async function* pagesOf<Entry, Position>(
  read: (after: Position | undefined) => Promise<{ items: Entry[]; next: Position | null }>,
): AsyncGenerator<Entry[]> {
  let after: Position | undefined
  do {
    const { items, next } = await read(after)
    yield items
    after = next ?? undefined
  } while (after !== undefined)
}
