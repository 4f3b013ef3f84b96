import { GraphError } from '../graph-error'

/** The OData system query options of a request, by name, plus whatever else the query held. */
export type ODataQuery = {
  select: readonly string[] | null
  filter: string | null
  expand: string | null
  orderby: string | null
  search: string | null
  top: number | null
  skip: number | null
  count: boolean
  skiptoken: string | null
  deltatoken: string | null
  /** Parameters without `$`. */
  custom: ReadonlyMap<string, string>
}

/**
 * Reads the query options and refuses those that `allowed` does not list, as Graph does instead of ignoring them.
 * Source: learn.microsoft.com/graph/query-parameters
 */
export function parseQuery(
  params: URLSearchParams,
  allowed: readonly string[],
  refusalCode = 'ErrorInvalidUrlQuery',
): ODataQuery {
  const options = new Map<string, string>()
  const custom = new Map<string, string>()
  for (const [name, value] of params) {
    if (!name.startsWith('$')) custom.set(name, value)
    else if (allowed.includes(name.toLowerCase())) options.set(name.toLowerCase(), value)
    else throw new GraphError(400, refusalCode, `The query option '${name}' is not supported here.`)
  }
  const select = options.get('$select')
  return {
    select: select === undefined ? null : select.split(',').map((part) => part.trim()),
    filter: options.get('$filter') ?? null,
    expand: options.get('$expand') ?? null,
    orderby: options.get('$orderby') ?? null,
    search: options.get('$search') ?? null,
    top: integer('$top', options.get('$top'), 1),
    skip: integer('$skip', options.get('$skip'), 0),
    count: options.get('$count')?.toLowerCase() === 'true',
    skiptoken: options.get('$skiptoken') ?? null,
    deltatoken: options.get('$deltatoken') ?? null,
    custom,
  }
}

function integer(name: string, value: string | undefined, least: number): number | null {
  if (value === undefined) return null
  const parsed = Number(value)
  if (Number.isInteger(parsed) && parsed >= least) return parsed
  throw new GraphError(400, 'BadRequest', `Invalid value '${value}' for ${name} query option found.`)
}
