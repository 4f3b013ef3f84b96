/** A path with its query options; those that are empty are left out. */
export function withQuery(path: string, ...options: readonly (string | null)[]): string {
  const given = options.filter(Boolean)
  return given.length > 0 ? `${path}?${given.join('&')}` : path
}
