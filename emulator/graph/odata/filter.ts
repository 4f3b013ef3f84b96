/** A parsed `$filter`. Which of it a resource understands is the resource's own affair. */
export type Filter =
  | { kind: 'and' | 'or'; left: Filter; right: Filter }
  | { kind: 'not'; inner: Filter }
  | { kind: 'compare'; operator: Comparison; left: Operand; right: Operand }
  | { kind: 'in'; left: Operand; values: Literal[] }
  | { kind: 'any' | 'all'; path: string; variable: string; inner: Filter }
  | Call

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'
export type Literal = string | number | boolean | null
export type Call = { kind: 'call'; name: string; arguments: Operand[] }
export type Operand = { kind: 'path'; path: string } | { kind: 'literal'; value: Literal } | Call

export class FilterSyntaxError extends Error {}

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d\d-\d\d(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?)|([()=,:])|([^\s()',:=]+))/y
const INSTANT = /^\d{4}-\d\d-\d\d/
const COMPARISONS: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']

/** Parses a `$filter` expression (OData 4.0, the part that Graph uses). @throws FilterSyntaxError */
export function parseFilter(text: string): Filter {
  const parser = new Parser(tokensOf(text))
  const filter = parser.disjunction()
  parser.expectEnd()
  return filter
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const token = TOKEN.exec(text)?.[0]
    if (token === undefined) throw new FilterSyntaxError('Invalid filter clause')
    tokens.push(token.trim())
  }
  return tokens
}

class Parser {
  private at = 0

  constructor(private readonly tokens: readonly string[]) {}

  disjunction(): Filter {
    let left = this.conjunction()
    while (this.take('or')) left = { kind: 'or', left, right: this.conjunction() }
    return left
  }

  expectEnd(): void {
    if (this.at < this.tokens.length) throw this.unexpected()
  }

  private conjunction(): Filter {
    let left = this.term()
    while (this.take('and')) left = { kind: 'and', left, right: this.term() }
    return left
  }

  private term(): Filter {
    if (this.take('not')) return { kind: 'not', inner: this.term() }
    if (this.take('(')) {
      const inner = this.disjunction()
      this.expect(')')
      return inner
    }
    const lambda = this.lambda()
    if (lambda) return lambda
    const left = this.operand()
    if (this.take('in')) return { kind: 'in', left, values: this.list() }
    const operator = this.peek()?.toLowerCase()
    if (operator !== undefined && COMPARISONS.includes(operator)) {
      this.at += 1
      return { kind: 'compare', operator: operator as Comparison, left, right: this.operand() }
    }
    if (left.kind === 'call') return left
    throw this.unexpected()
  }

  /** `path/any(x:…)`; `Any` is written with a capital in Microsoft's own examples. */
  private lambda(): Filter | null {
    const [, path, quantifier] = /^(.+)\/(any|all)$/i.exec(this.peek() ?? '') ?? []
    if (path === undefined || quantifier === undefined || this.tokens[this.at + 1] !== '(') return null
    this.at += 2
    const variable = this.next()
    this.expect(':')
    const inner = this.disjunction()
    this.expect(')')
    return { kind: quantifier.toLowerCase() === 'any' ? 'any' : 'all', path, variable, inner }
  }

  private operand(): Operand {
    const token = this.next()
    const literal = literalOf(token)
    if (literal !== undefined) return { kind: 'literal', value: literal }
    if (!/^[@\w/.-]+$/.test(token)) throw this.unexpected()
    if (!this.take('(')) return { kind: 'path', path: token }
    const operands = [this.operand()]
    while (this.take(',')) operands.push(this.operand())
    this.expect(')')
    return { kind: 'call', name: token.toLowerCase(), arguments: operands }
  }

  private list(): Literal[] {
    this.expect('(')
    const values: Literal[] = []
    do {
      const value = literalOf(this.next())
      if (value === undefined) throw this.unexpected()
      values.push(value)
    } while (this.take(','))
    this.expect(')')
    return values
  }

  private peek(): string | undefined {
    return this.tokens[this.at]
  }

  private next(): string {
    const token = this.peek()
    if (token === undefined) throw new FilterSyntaxError('Invalid filter clause: it ends too early')
    this.at += 1
    return token
  }

  private take(token: string): boolean {
    if (this.peek()?.toLowerCase() !== token) return false
    this.at += 1
    return true
  }

  private expect(token: string): void {
    if (!this.take(token)) throw this.unexpected()
  }

  private unexpected(): FilterSyntaxError {
    return new FilterSyntaxError(`Invalid filter clause near '${this.peek() ?? 'the end'}'`)
  }
}

function literalOf(token: string): Literal | undefined {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
  if (token === 'true') return true
  if (token === 'false') return false
  if (token === 'null') return null
  if (INSTANT.test(token)) return token
  return /^-?\d+(\.\d+)?$/.test(token) ? Number(token) : undefined
}
