import { GraphError } from '../graph/graph-error'
import {
  type Filter,
  FilterSyntaxError,
  type Literal,
  type Operand,
  parseFilter,
} from '../graph/odata/filter'
import type { User } from './entities'
import { userProperties } from './user-view'

type Test = (user: User) => boolean

const FILTERABLE = [
  'accountEnabled',
  'department',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mailNickname',
  'surname',
  'userPrincipalName',
  'userType',
]

const MAX_IN_VALUES = 15
const MAX_VALUE_LENGTH = 120

/** A `$filter` on users, and whether it is an "advanced query" that needs ConsistencyLevel and `$count`. */
type UserFilter = { test: Test; advanced: boolean }

/**
 * Source: learn.microsoft.com/graph/aad-advanced-queries, learn.microsoft.com/graph/api/user-list
 * @throws GraphError 400 for what is not understood
 */
export function readUserFilter(text: string): UserFilter {
  const advanced = { needed: false }
  try {
    return { test: compile(parseFilter(text), advanced), advanced: advanced.needed }
  } catch (failure) {
    if (failure instanceof FilterSyntaxError) throw new GraphError(400, 'Request_BadRequest', failure.message)
    throw failure
  }
}

type Advanced = { needed: boolean }

function compile(filter: Filter, advanced: Advanced): Test {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [compile(filter.left, advanced), compile(filter.right, advanced)]
      return filter.kind === 'and' ? (user) => left(user) && right(user) : (user) => left(user) || right(user)
    }
    case 'not': {
      advanced.needed = true
      const inner = compile(filter.inner, advanced)
      return (user) => !inner(user)
    }
    case 'in':
      return oneOf(filter.left, filter.values)
    case 'compare':
      return comparison(filter, advanced)
    case 'call':
      return textFunction(filter, advanced)
    default:
      throw unsupported(`Unsupported Query. '${filter.path}' is not filterable here.`)
  }
}

function oneOf(left: Operand, given: readonly Literal[]): Test {
  const property = propertyOf(left)
  if (given.length > MAX_IN_VALUES) throw unsupported('Too many child clauses specified in the filter.')
  const values = given.map(folded)
  return (user) => values.includes(folded(propertyValue(user, property)))
}

function comparison(
  { left, operator, right }: Extract<Filter, { kind: 'compare' }>,
  advanced: Advanced,
): Test {
  const property = propertyOf(left)
  const value = folded(literalOf(right))
  const equal: Test = (user) => folded(propertyValue(user, property)) === value
  if (operator !== 'eq' && operator !== 'ne') {
    throw unsupported(`Unsupported Query. Operator '${operator}' on '${property}'.`)
  }
  if (operator === 'ne' || value === null) advanced.needed = true
  return operator === 'eq' ? equal : (user) => !equal(user)
}

function textFunction(
  { name, arguments: [target, argument] }: Extract<Filter, { kind: 'call' }>,
  advanced: Advanced,
): Test {
  if (!target || !argument || (name !== 'startswith' && name !== 'endswith')) {
    throw unsupported(`Unsupported Query. Function '${name}'.`)
  }
  const property = propertyOf(target)
  const value = String(folded(literalOf(argument)))
  const text = (user: User) => String(folded(propertyValue(user, property)) ?? '')
  if (name === 'startswith') return (user) => text(user).startsWith(value)
  advanced.needed = true
  return (user) => text(user).endsWith(value)
}

function propertyOf(operand: Operand): string {
  const path = operand.kind === 'path' ? operand.path : ''
  const property = FILTERABLE.find((name) => name.toLowerCase() === path.toLowerCase())
  if (property) return property
  throw unsupported(
    `Unsupported or invalid query filter clause specified for property '${path}' of resource 'User'.`,
  )
}

function literalOf(operand: Operand): Literal {
  if (operand.kind !== 'literal') throw unsupported('Unsupported Query. A value is expected.')
  if (typeof operand.value === 'string' && operand.value.length > MAX_VALUE_LENGTH) {
    throw new GraphError(
      400,
      'Request_BadRequest',
      'The length of a filter value is limited to 120 characters.',
    )
  }
  return operand.value
}

function propertyValue(user: User, property: string): Literal {
  const value = userProperties(user)[property]
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

/** Comparison ignores case. */
const folded = (value: Literal): Literal => (typeof value === 'string' ? value.toLowerCase() : value)

const unsupported = (text: string) => new GraphError(400, 'Request_UnsupportedQuery', text)
