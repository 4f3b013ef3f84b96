import { textFromHtml } from '@/lib/sync/modules/html-text'

/** Beyond this nobody reads, and everything costs. */
const longestBody = 500_000

/**
 * What a person reads in the body of an invitation, with the address behind each link after it in angle brackets, as
 * Outlook writes it. Good for reading only: nothing is ever written back from it.
 */
export function readableText(
  body: { contentType?: string | null | undefined; content?: string | null | undefined } | null | undefined,
): string {
  const content = body?.content?.slice(0, longestBody) ?? ''
  if (body?.contentType?.toLowerCase() === 'text') return content.replace(/\r\n?/g, '\n').trim()
  return (textFromHtml(withAddresses(content)) ?? '').replace(/^ +| +$/gm, '')
}

/** Puts the address of each link behind its text, unless the text shows it already. */
function withAddresses(html: string): string {
  let address: string | null = null
  let from = 0
  return html.replace(/<a\b[^>]*>|<\/a\s*>/gi, (tag, at: number) => {
    if (!tag.startsWith('</')) {
      address = addressOf(tag)
      from = at + tag.length
      return tag
    }
    const shown = html.slice(from, at).replace(/<[^>]*>/g, '')
    const behind = address === null || shown.includes(address) ? '' : `&lt;${address}&gt;`
    address = null
    return `${behind}${tag}`
  })
}

/** Only what a person could follow in a browser; `mailto:` and the like say nothing beyond their text. */
function addressOf(tag: string): string | null {
  const [, quoted, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag) ?? []
  const address = (quoted ?? single ?? bare ?? '').trim()
  return /^https?:\/\/[^\s<>]+$/i.test(address) ? address : null
}
