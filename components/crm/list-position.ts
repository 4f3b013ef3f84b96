export type Position = { key: string; id: string }

/** The end of a page in a form that fits into an address. */
export function encodePosition({ key, id }: Position): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

/** Null for anything that `encodePosition` did not write. */
export function decodePosition(text: string | undefined): Position | null {
  if (text === undefined) return null
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parsed)) return null
    const [key, id]: unknown[] = parsed
    const isId = typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id)
    return typeof key === 'string' && isId ? { key, id } : null
  } catch {
    return null
  }
}
