import type { Json, JsonObject } from './json'
import { isJsonObject } from './json'

/**
 * The subset of CEL that the runner evaluates as Inngest's server does: paths under `event`, literals, comparisons,
 * `&& || !`, parentheses and `+` of strings. A missing field is null at any depth. Comparing different types is an
 * error, and so is a `&&` or `||` that its other side does not decide.
 */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'path'; names: string[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }

/** The text is outside of the subset; the message says where. */
export class ExpressionError extends Error {}

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(&&|\|\||[=!<>]=|[<>!+()-]))/y
const levels = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], ['+']]
const words: Record<string, boolean | null> = { true: true, false: false, null: null }

type Token = { text: string; expression?: Expression }

/** @throws ExpressionError */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text)
  const peek = () => tokens[0]?.text
  const fail = (): never => {
    throw new ExpressionError(peek() === undefined ? 'it ends too early' : `unexpected "${peek()}"`)
  }

  function primary(): Expression {
    const token = tokens.shift()
    if (token?.expression) return token.expression
    if (token?.text === '!') return { kind: 'not', operand: primary() }
    if (token?.text === '-') {
      const operand = primary()
      if (operand.kind !== 'literal' || typeof operand.value !== 'number') return fail()
      return { kind: 'literal', value: -operand.value }
    }
    if (token?.text !== '(')
      throw new ExpressionError(token ? `unexpected "${token.text}"` : 'it ends too early')
    const inner = binary(0)
    if (tokens.shift()?.text !== ')') throw new ExpressionError('a parenthesis is not closed')
    return inner
  }

  function binary(level: number): Expression {
    const operators = levels[level]
    if (!operators) return primary()
    let left = binary(level + 1)
    for (let next = peek(); next !== undefined && operators.includes(next); next = peek()) {
      tokens.shift()
      left = { kind: 'binary', operator: next, left, right: binary(level + 1) }
    }
    return left
  }

  const expression = binary(0)
  return tokens.length > 0 ? fail() : expression
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    tokenPattern.lastIndex = at
    const match = tokenPattern.exec(text)
    if (!match) throw new ExpressionError(`unexpected "${text.slice(at).trim().slice(0, 12)}"`)
    at = tokenPattern.lastIndex
    const [, number, string, name, operator] = match
    if (number !== undefined) tokens.push(literal(number, Number(number)))
    else if (string !== undefined) tokens.push(literal(string, unquote(string)))
    else if (name !== undefined) tokens.push(named(name))
    else tokens.push({ text: operator ?? '' })
  }
  return tokens
}

function literal(text: string, value: string | number | boolean | null): Token {
  return { text, expression: { kind: 'literal', value } }
}

function named(name: string): Token {
  if (Object.hasOwn(words, name)) return literal(name, words[name] ?? null)
  const [root, ...names] = name.split('.')
  if (root !== 'event') throw new ExpressionError(`"${name}" is not a path under event`)
  return { text: name, expression: { kind: 'path', names } }
}

function unquote(text: string): string {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
  return text.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped)
}

/** The value for one event. @throws ExpressionError where Inngest's server would find no answer. */
export function evaluateExpression(expression: Expression, event: JsonObject): Json {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'path':
      return expression.names.reduce<Json>(
        (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null),
        event,
      )
    case 'not':
      return !asBoolean(evaluateExpression(expression.operand, event))
    case 'binary':
      return evaluateBinary(expression, event)
  }
}

function evaluateBinary(expression: Extract<Expression, { kind: 'binary' }>, event: JsonObject): Json {
  const { operator } = expression
  if (operator === '&&' || operator === '||') return evaluateLogic(expression, event)
  const left = evaluateExpression(expression.left, event)
  const right = evaluateExpression(expression.right, event)
  if (operator === '==' || operator === '!=') {
    if (left !== null && right !== null) requireSameScalars(left, right)
    return (left === right) === (operator === '==')
  }
  requireSameScalars(left, right)
  if (operator === '+') {
    if (typeof left !== 'string' || typeof right !== 'string')
      throw new ExpressionError('+ is for strings only')
    return left + right
  }
  if (left === null || right === null) throw new ExpressionError('null has no order')
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}

/** As in CEL, one side that decides the result makes an error of the other side irrelevant. */
function evaluateLogic(expression: Extract<Expression, { kind: 'binary' }>, event: JsonObject): boolean {
  const decisive = expression.operator === '||'
  let failure: unknown
  for (const side of [expression.left, expression.right]) {
    try {
      if (asBoolean(evaluateExpression(side, event)) === decisive) return decisive
    } catch (error) {
      failure = error
    }
  }
  if (failure !== undefined) throw failure
  return !decisive
}

function asBoolean(value: Json): boolean {
  if (typeof value !== 'boolean') throw new ExpressionError('the value is not true or false')
  return value
}

function requireSameScalars(left: Json, right: Json): void {
  if (typeof left !== typeof right || typeof left === 'object') {
    throw new ExpressionError('values of these types cannot be compared')
  }
}
