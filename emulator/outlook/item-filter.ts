import type { Uncertain } from '../core/uncertain'
import { GraphError } from '../graph/graph-error'
import {
  type Comparison,
  type Filter,
  FilterSyntaxError,
  type Literal,
  type Operand,
  parseFilter,
} from '../graph/odata/filter'
import { assertExtendedPropertyId, type ExtendedProperties } from './extended-properties'

/** What a filter can look at in one kind of item. */
export type Filterable<T> = {
  /** Properties that can be compared. */
  properties: Readonly<Record<string, (item: T) => Literal>>
  /** Those of them that are instants and are compared as such, however they are written; UTC without an offset. */
  instants?: readonly string[]
  /** Collections for `any`, by path of what is compared in them: `emailAddresses/address`. Only `eq`. */
  collections: Readonly<Record<string, (item: T) => readonly string[]>>
  extended(item: T): ExtendedProperties
  /** `contains` works on messages and events, not on contacts. */
  contains?: boolean
}

type Test<T> = (item: T) => boolean
type Readings = Pick<Uncertain, 'U39'>
type Quantified = Filter & { kind: 'any' | 'all' }

/**
 * A test for `$filter` on items of a mailbox.
 * @throws GraphError 400 for what Exchange does not filter on: learn.microsoft.com/graph/api/user-list-contacts
 */
export function itemFilter<T>(text: string | null, over: Filterable<T>, readings: Readings): Test<T> {
  return text === null ? () => true : testOf(parsed(text), over, readings)
}

function parsed(text: string): Filter {
  try {
    return parseFilter(text)
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error
    throw new GraphError(400, 'BadRequest', `${error.message}: '${text}'.`)
  }
}

function testOf<T>(filter: Filter, over: Filterable<T>, readings: Readings): Test<T> {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const left = testOf(filter.left, over, readings)
      const right = testOf(filter.right, over, readings)
      return filter.kind === 'and' ? (item) => left(item) && right(item) : (item) => left(item) || right(item)
    }
    case 'not': {
      const test = testOf(filter.inner, over, readings)
      return (item) => !test(item)
    }
    case 'compare': {
      const { path, value } = pathAndValue(filter.left, filter.right)
      const read = propertyOf(path, over)
      if (over.instants?.includes(path))
        return (item) => compare(instant(read(item)), filter.operator, instant(value))
      return (item) => compare(read(item), filter.operator, value)
    }
    case 'call': {
      const [path, part] = filter.arguments
      const searches = filter.name === 'contains' && over.contains
      if ((filter.name !== 'startswith' && !searches) || !path || !part) throw invalidNodes()
      const { path: name, value } = pathAndValue(path, part)
      const read = propertyOf(name, over)
      if (searches) return (item) => folded(read(item) ?? '').includes(folded(value))
      return (item) => folded(read(item) ?? '').startsWith(folded(value))
    }
    case 'any':
      return filter.path === 'singleValueExtendedProperties'
        ? extendedTest(filter, over, readings)
        : collectionTest(filter, over)
    case 'all':
    case 'in':
      throw invalidNodes()
    default:
      return filter satisfies never
  }
}

function propertyOf<T>(path: string, over: Filterable<T>) {
  const read = over.properties[path]
  if (!read) throw invalidNodes()
  return read
}

function pathAndValue(left: Operand, right: Operand): { path: string; value: Literal } {
  if (left.kind !== 'path' || right.kind !== 'literal') throw invalidNodes()
  return { path: left.path, value: right.value }
}

function instant(value: Literal): Literal {
  if (typeof value !== 'string') return value
  const ms = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/i.test(value) || !value.includes('T') ? value : `${value}Z`)
  if (Number.isNaN(ms)) throw invalidNodes()
  return ms
}

const folded = (value: Literal) => String(value).toLowerCase()

function compare(stored: Literal, operator: Comparison, wanted: Literal): boolean {
  const left = typeof stored === 'string' ? folded(stored) : stored
  const right = typeof wanted === 'string' ? folded(wanted) : wanted
  if (operator === 'eq') return left === right
  if (operator === 'ne') return left !== right
  if (left === null || right === null) return false
  if (operator === 'gt') return left > right
  if (operator === 'ge') return left >= right
  return operator === 'lt' ? left < right : left <= right
}

/** Only `eq` works inside `any`; anything else is "one or more invalid nodes". */
function collectionTest<T>({ inner, variable, path }: Quantified, over: Filterable<T>): Test<T> {
  const { path: inside, value } = equality(inner)
  const read = over.collections[path + inside.slice(variable.length)]
  if (!read || (inside !== variable && !inside.startsWith(`${variable}/`))) throw invalidNodes()
  return (item) => read(item).some((entry) => folded(entry) === folded(value))
}

/** `singleValueExtendedProperties/Any(ep: ep/id eq '…' and ep/value eq '…')`; the id must be spelled as it was written. */
function extendedTest<T>({ inner, variable }: Quantified, over: Filterable<T>, { U39 }: Readings): Test<T> {
  if (inner.kind !== 'and') throw invalidNodes()
  const wanted = new Map([inner.left, inner.right].map(equality).map(({ path, value }) => [path, value]))
  const id = wanted.get(`${variable}/id`)
  const value = wanted.get(`${variable}/value`)
  if (id === undefined || value === undefined) throw invalidNodes()
  assertExtendedPropertyId(id)
  const same = U39 === 'exactly' ? (text: string) => text : folded
  return (item) => {
    const stored = over.extended(item)[id]
    return stored !== undefined && same(stored) === same(value)
  }
}

function equality(filter: Filter): { path: string; value: string } {
  if (filter.kind !== 'compare' || filter.operator !== 'eq') throw invalidNodes()
  const { path, value } = pathAndValue(filter.left, filter.right)
  if (typeof value !== 'string') throw invalidNodes()
  return { path, value }
}

const invalidNodes = () =>
  new GraphError(400, 'ErrorInvalidUrlQueryFilter', 'The query filter contains one or more invalid nodes.')
