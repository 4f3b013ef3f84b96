/**
 * A path of this app, for going back to after a sign-in; `/` for anything that could lead to another site, such as
 * `//evil.example` or `/\evil.example`, which browsers read alike.
 */
export function localPath(text: string | null | undefined): string {
  if (!text || !/^\/(?![/\\])/.test(text)) return '/'
  // Browsers drop tabs and line ends out of addresses before they read them.
  return /[\t\r\n]/.test(text) ? '/' : text
}
