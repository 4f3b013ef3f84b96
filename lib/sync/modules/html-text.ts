import { canonicalText } from '@/lib/sync/core/canonical'

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  euro: '€',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  zwnj: '',
  zwj: '',
  shy: '',
  agrave: 'à',
  acirc: 'â',
  auml: 'ä',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  ocirc: 'ô',
  ouml: 'ö',
  oelig: 'œ',
  ugrave: 'ù',
  ucirc: 'û',
  uuml: 'ü',
  szlig: 'ß',
}

/** Never shown, with all that is in them. */
const unseen = /<!--[\s\S]*?-->|<(head|style|script|title|xml)\b[\s\S]*?<\/\1\s*>/gi
/** Begin and end a line. */
const lines =
  /<\/?(?:address|article|blockquote|dd|div|dl|dt|h[1-6]|hr|ol|p|pre|section|table|tr|ul|li)\b[^>]*>/gi
const anyTag = /<\/?[a-z!][^>]*>/gi

/** Marks while the white space of the source is thrown away; none of them survives in a text. */
const [lineBreak, lineEdge, hardBlank] = ['\u0001', '\u0002', '\u0003']
const marks = new RegExp(`[${lineBreak}${lineEdge}${hardBlank}]`, 'g')

/**
 * What a person reads in the body of an event, as canonical text: tags go, lines stay lines, blanks are those that are
 * shown. Two paragraphs are two lines; an empty line is one that the body has.
 */
export function textFromHtml(html: string): string | null {
  const shown = html
    .replace(marks, '')
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .replace(/<br\b[^>]*>/gi, lineBreak)
    .replace(/<li\b[^>]*>/gi, `${lineEdge}- `)
    .replace(lines, lineEdge)
    .replace(/<\/t[dh]\s*>/gi, ' ')
    .replace(anyTag, '')
    .replace(/&nbsp;|&#160;|&#xa0;|\u00a0/gi, hardBlank)
  const text = shown
    .replace(new RegExp(` *([${lineEdge}${lineBreak}]) *`, 'g'), '$1')
    .replace(new RegExp(`${lineEdge}+`, 'g'), lineEdge)
    // A break right before the end of a block ends the same line.
    .replace(new RegExp(`${lineBreak}?${lineEdge}|${lineBreak}`, 'g'), '\n')
    .replaceAll(hardBlank, ' ')
  return canonicalText(decodeEntities(text).replace(/[ \t]+$/gm, ''))
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+\d*));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? named[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** A text as HTML that reads the same: each line a block, an empty one a break, blanks in a row kept. */
export function htmlFromText(text: string): string {
  return text
    .split('\n')
    .map((line) => `<div>${line === '' ? '<br>' : escaped(line)}</div>`)
    .join('')
}

const escaped = (line: string): string =>
  line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^ | (?= )/g, '&nbsp;')

/** How a text comes back from a body that was made from it: what Outlook can hold of it. */
export const textAsShown = (text: string): string | null => textFromHtml(htmlFromText(text))
