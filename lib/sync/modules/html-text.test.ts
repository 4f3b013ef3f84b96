import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '@/lib/sync/core/canonical'
import { htmlFromText, textFromHtml } from './html-text'

describe('the text of a body', () => {
  it.each([
    [
      'tags go, and what they hide',
      '<html><head><style>p{}</style></head><body><b>Hi</b> you</body></html>',
      'Hi you',
    ],
    ['a break is a line', 'one<br>two<br/>three', 'one\ntwo\nthree'],
    ['paragraphs are lines', '<p>one</p>\r\n<p>two</p>', 'one\ntwo'],
    ['an empty paragraph is an empty line', '<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
    ['nested blocks make no empty lines', '<div><div>one</div><div><p>two</p></div></div>', 'one\ntwo'],
    ['white space of the source is no text', '<div>\r\n  one\r\n  two  </div>', 'one two'],
    ['hard blanks are blanks', '<div>&nbsp;&nbsp;one&nbsp; two</div><div>three</div>', 'one  two\nthree'],
    ['entities are characters', 'Caf&eacute; &amp; th&#233; &lt;b&gt; &#x20AC;', 'Café & thé <b> €'],
    ['an unknown entity stays', 'a &madeup; b', 'a &madeup; b'],
    ['list items are lines', '<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
    ['cells are apart', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['comments are no text', 'a<!-- <p>x</p> -->b', 'ab'],
    ['a lone angle bracket is text', '1 &lt; 2 < 3', '1 < 2 < 3'],
  ])('%s', (_, html, text) => expect(textFromHtml(html)).toBe(text))

  it('nothing is null', () => expect(textFromHtml('<html><body>\r\n</body></html>')).toBeNull())
})

describe('a text as HTML', () => {
  const word = fc.constantFrom(
    'a',
    'b c',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '<b>',
    '&amp;',
    '&',
    '-',
    'é',
    '<',
    '>',
    '"',
    '\t',
  )
  it('reads the same again, but for tabs and blanks at the ends of lines', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = canonicalText(words.join('').replaceAll('\t', ' ').replace(/ +$/gm, ''))
        expect(text === null ? null : textFromHtml(htmlFromText(text))).toBe(text)
      }),
    )
  })
})
