import { expect, it } from 'vitest'
import { readableText } from './readable-text'

const html = (content: string) => readableText({ contentType: 'html', content })

it.each([
  [
    'a link with a text',
    '<a class="x" href="https://x.example/a?b=1&amp;c=2">the <b>offer</b></a>.',
    'the offer<https://x.example/a?b=1&c=2>.',
  ],
  ['a link that shows its address', '<a href="https://x.example">https://x.example</a>', 'https://x.example'],
  ['a link without quotes', '<a href=https://x.example>x</a>', 'x<https://x.example>'],
  [
    'a link that is none',
    '<a href="javascript:alert(1)">Click</a> <a href="mailto:a@b.example">a@b.example</a> <a>x</a>',
    'Click a@b.example x',
  ],
  ['blanks around lines', '<div>&nbsp; One&nbsp;</div><div>Two</div>', 'One\nTwo'],
  ['nothing', '<html><body>\r\n</body></html>', ''],
])('%s', (_, content, text) => {
  expect(html(content)).toBe(text)
})

it('a text stays as it is', () => {
  expect(readableText({ contentType: 'text', content: 'a < b &amp;\r\n\r\nc ' })).toBe('a < b &amp;\n\nc')
  expect(readableText(null)).toBe('')
})
