/** One request to Microsoft as it was seen to go: enough to understand a run, and nothing of what was said. */
export type SeenRequest = {
  /** ISO. */
  at: string
  method: string
  /** Below the version; of its query the names alone, since filters carry addresses. */
  path: string
  /** Null when no answer came. */
  status: number | null
  /** Null for a part of a batch, which has no time of its own. */
  ms: number | null
}

/** The path that may be noted of a request's own: relative or whole, with whatever query. */
export function notablePath(path: string): string {
  const [place = '', query] = path.replace(/^https?:\/\/[^/]+/, '').split('?', 2)
  const names = [...new URLSearchParams(query ?? '').keys()]
  const below = place.replace(/^\/v1\.0(?=\/)/, '')
  return names.length === 0 ? below : `${below}?${names.join('&')}`
}
