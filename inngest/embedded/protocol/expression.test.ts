import { describe, expect, it } from 'vitest'
import { ExpressionError, evaluateExpression, parseExpression } from './expression'

const event = { name: 'a/b', ts: 5, data: { n: 12, text: 'x', yes: true, list: [1], "it's": 1 } }
const evaluate = (text: string) => evaluateExpression(parseExpression(text), event)

describe('an expression of the supported subset', () => {
  it.each([
    ['event.data.n == 12', true],
    ['event.data.n == 12.0', true],
    ['event.data.n > 5 && event.data.n <= 12', true],
    ['event.data.n == -1', false],
    ["event.data.text == 'x'", true],
    ['event.data.text == "x"', true],
    ["event.data.text != 'x'", false],
    ["event.name + '/' + event.data.text", 'a/b/x'],
    ['event.data.yes', true],
    ['!event.data.yes', false],
    ['!(event.data.yes && event.data.n < 3)', true],
    ["'it\\'s'", "it's"],
    ['event.data.missing == null', true],
    ["event.data.missing != 'x'", true],
    ["event.data.a.b.c == 'x'", false],
    ['null == null', true],
    ["event.data.n == 12 || event.data.n == 'x'", true],
    ["event.data.n == 'x' || event.data.n == 12", true],
    ["event.data.n == 'x' && event.data.n == 13", false],
    ['event.data.yes || event.data.n > 100 && event.data.n < 0', true],
    ['event.data.constructor', null],
  ])('%s is %j', (text, value) => expect(evaluate(text)).toEqual(value))

  it.each([
    "event.data.n == 'x'",
    'event.data.n + 1 == 13',
    'event.data.text + 1',
    'event.data.missing > 1',
    'event.data.list == event.data.list',
    '!event.data.n',
    'event.data.n && event.data.yes',
    "event.data.n == 'x' && event.data.n == 12",
  ])('%s has no answer', (text) => expect(() => evaluate(text)).toThrow(ExpressionError))

  it.each([
    'has(event.data.x)',
    'event.data.n % 2 == 0',
    'event.data.n in [1]',
    "event.data.text.startsWith('x')",
    'async.data.x == 1',
    'size(event.data.list)',
    'event.data.n ? 1 : 2',
    'event.data["n"]',
    '(event.data.n == 1',
    'event.data.n ==',
    'event.data.n == 1 event',
    '',
  ])('%s is outside of it', (text) => expect(() => parseExpression(text)).toThrow(ExpressionError))
})
