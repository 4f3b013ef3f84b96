import type { GraphCall } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { assertExtendedPropertyId } from './extended-properties'
import type { Filterable } from './item-filter'

/** What lists of Exchange answer when nobody asks: github.com/microsoftgraph/microsoft-graph-docs/issues/4636 */
export const defaultPageSize = 10
export const maximumPageSize = 1_000

const expandForm = /^singleValueExtendedProperties\(\s*\$filter\s*=\s*id eq '((?:[^']|'')+)'\s*\)$/i

/** The extended property that `$expand` asks for. @throws GraphError 400 for any other `$expand` */
export function expandedProperty(expand: string | null): string | null {
  if (expand === null) return null
  const id = expandForm.exec(expand.trim())?.[1]?.replaceAll("''", "'")
  if (id === undefined)
    throw new GraphError(400, 'ErrorInvalidUrlQuery', `The $expand clause '${expand}' is not supported.`)
  assertExtendedPropertyId(id)
  return id
}

/** Refuses to select what the type does not have. */
export function assertSelectable(
  select: readonly string[] | null,
  sample: Readonly<Record<string, unknown>>,
  type: string,
): void {
  const unknown = select?.find((name) => !(name in sample))
  if (unknown !== undefined)
    throw new GraphError(
      400,
      'RequestBroker--ParseUri',
      `Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
    )
}

/** A page of a list, with its nextLink when more follows. */
export function pageOf<T>(
  call: Pick<GraphCall, 'query' | 'prefer' | 'path' | 'world'>,
  items: readonly T[],
  sizeUnasked = defaultPageSize,
): { page: readonly T[]; links: { '@odata.count'?: number; '@odata.nextLink'?: string } } {
  const size = Math.min(call.query.top ?? call.prefer.maxPageSize ?? sizeUnasked, maximumPageSize)
  const skip = call.query.skip ?? 0
  const page = items.slice(skip, skip + size)
  const count = call.query.count ? { '@odata.count': items.length } : {}
  if (skip + size >= items.length) return { page, links: count }
  return { page, links: { ...count, '@odata.nextLink': nextLink(call, skip + size, size) } }
}

function nextLink(
  { query, path, world }: Pick<GraphCall, 'query' | 'path' | 'world'>,
  skip: number,
  size: number,
) {
  const options = {
    $filter: query.filter,
    $select: query.select?.join(',') ?? null,
    $expand: query.expand,
    $orderby: query.orderby,
    $top: query.top === null ? null : String(size),
    $skip: String(skip),
  }
  const sent = [...query.custom, ...Object.entries(options)].filter(
    (option): option is [string, string] => option[1] !== null,
  )
  return `${world.graphUrl}${path}?${sent.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

/** Orders items by `$orderby`: one or more properties, each `asc` or `desc`. */
export function ordered<T>(
  items: readonly T[],
  orderby: string | null,
  properties: Filterable<T>['properties'],
): readonly T[] {
  if (orderby === null) return items
  const keys = orderby.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.trim().split(/\s+/)
    const read = properties[name]
    if (!read || !/^(?:asc|desc)$/i.test(direction))
      throw new GraphError(
        400,
        'ErrorInvalidUrlQuery',
        `The $orderby clause '${part.trim()}' is not supported.`,
      )
    return { read, sign: direction.toLowerCase() === 'desc' ? -1 : 1 }
  })
  return [...items].sort((a, b) => {
    for (const { read, sign } of keys) {
      const [left, right] = [sortKey(read(a)), sortKey(read(b))]
      if (left !== right) return left < right ? -sign : sign
    }
    return 0
  })
}

const sortKey = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : String(value ?? ''))
