/**
 * The client's network address as the nearest hop saw it: the last entry is the one that our own proxy (or Next.js
 * itself, without one) wrote, all before it is the client's word.
 */
export function clientAddress(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
}
