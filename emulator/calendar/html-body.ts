const blockEnd = /<\/(?:p|div|h[1-6]|li|tr|blockquote|pre)>|<br\s*\/?>/gi
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/**
 * A body as Exchange keeps it: a whole HTML document, whatever was sent (learn.microsoft.com/graph/api/resources/
 * itembody). An empty one stays empty.
 */
export function bodyDocument(content: string, contentType: 'text' | 'html'): string {
  if (content === '') return ''
  if (contentType === 'html' && /<html[\s>]/i.test(content)) return content
  const inner = contentType === 'html' ? content : escaped(content).replace(/\r\n|\r|\n/g, '<br>\r\n')
  return `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n${inner}\r\n</body>\r\n</html>\r\n`
}

/** Puts more HTML at the end of a body, as the service does with the details of an online meeting. */
export function withAppended(document: string, html: string): string {
  const whole = document === '' ? bodyDocument(' ', 'html') : document
  const end = whole.search(/<\/body>/i)
  return end === -1 ? `${whole}${html}` : `${whole.slice(0, end)}${html}\r\n${whole.slice(end)}`
}

/** The text of a body: what `Prefer: outlook.body-content-type="text"` and the preview show. */
export function bodyText(document: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/i.exec(document)?.[1] ?? document
  return body
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/\r\n|\r|\n/g, ' ')
    .replace(blockEnd, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .trim()
    .replace(/\n/g, '\r\n')
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()]
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
