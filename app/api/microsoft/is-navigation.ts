/**
 * Whether a browser is really going there. Pages that fetch a link ahead, as the router of Next.js does after a sign-in
 * and browsers do when they guess, must not use up an address that works once. Clients that say nothing about it (the
 * headers are browsers': w3.org/TR/fetch-metadata) are taken at their word.
 */
export function isNavigation(headers: Headers): boolean {
  const mode = headers.get('sec-fetch-mode')
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose') ?? ''
  return (mode === null || mode === 'navigate') && !headers.has('rsc') && !purpose.includes('prefetch')
}
