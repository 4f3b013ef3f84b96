import { htmlFromText, textFromHtml } from './html-text'

/**
 * What an online meeting puts into a body: removed with a PATCH, the meeting cannot be joined from it any more
 * (learn.microsoft.com/graph/api/event-update). It begins with a line of underscores, and holds the link to join.
 */
const blockSigns =
  /class="?[^">]*\bme-email-(?:text|headline)|id="?meet_invite_block|https:\/\/teams\.(?:microsoft|live)\.com\/(?:l\/meetup-join|meet)\//i
const ruleAbove = /(?:<(?:div|p|span|br|hr)\b[^>]*>\s*)*_{20,}/gi

/** A body as far as it is a person's text, and the part that belongs to the online meeting; either may be missing. */
export type MeetingBody = { text: string | null; block: string | null }

export function readBody(content: string, contentType: string | null | undefined): MeetingBody {
  if (contentType?.toLowerCase() === 'text') {
    const at = blockStart(content)
    const own = at === null ? content : content.slice(0, at)
    return { text: textFromHtml(htmlFromText(own.replace(/\r\n?/g, '\n'))), block: null }
  }
  const inner = /<body\b[^>]*>([\s\S]*?)(?:<\/body\s*>|$)/i.exec(content)?.[1] ?? content
  const at = blockStart(inner)
  if (at === null) return { text: textFromHtml(inner), block: null }
  return { text: textFromHtml(inner.slice(0, at)), block: inner.slice(at).trim() }
}

/** Where the online meeting's part begins: at the line above its first sign, else at the tag that holds the sign. */
function blockStart(html: string): number | null {
  const sign = blockSigns.exec(html)
  if (!sign) return null
  const above = [...html.slice(0, sign.index).matchAll(ruleAbove)].at(-1)
  if (above) return above.index
  const tag = html.lastIndexOf('<', sign.index)
  return tag === -1 ? sign.index : tag
}

/** The HTML of a body whose text was rewritten, with the online meeting's part left as it is. */
export function bodyHtml(text: string | null, block: string | null): string {
  const own = text === null ? '' : htmlFromText(text)
  return `<html><body>${own}${block ?? ''}</body></html>`
}
