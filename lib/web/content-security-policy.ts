export type PolicyOptions = {
  /** Unguessable and new for each answer: scripts and styles that carry it may run. */
  nonce: string
  /** Where a sign-in form may lead on to, besides ourselves. */
  signInOrigin: string
  https: boolean
  /** React needs `eval`, and styles come without a nonce, while `next dev` serves the page. */
  development: boolean
}

/** What a page of ours may load and do. Scripts without the nonce never run, whatever a record's text holds. */
export function contentSecurityPolicy({ nonce, signInOrigin, https, development }: PolicyOptions): string {
  const directives = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Positions and sizes of pop-ups are style attributes; those cannot load anything or run.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    // Chromium applies it to the redirects that follow, too.
    `form-action 'self' ${signInOrigin}`,
    `frame-ancestors 'none'`,
  ]
  if (https) directives.push('upgrade-insecure-requests')
  return directives.join('; ')
}
