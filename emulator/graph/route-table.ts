import type { GraphRoute } from './call'
import { GraphError } from './graph-error'

type Node = {
  fixed: Map<string, Node>
  parameter: Node | null
  routes: { route: GraphRoute; names: string[] }[]
}

export type RouteMatch = { route: GraphRoute; params: Record<string, string> }

/** The table of what is covered. Fixed segments win over parameters and ignore case; ids keep theirs. */
export class RouteTable {
  private readonly root = emptyNode()

  constructor(routes: readonly GraphRoute[]) {
    for (const route of routes) this.add(route)
  }

  /**
   * Finds the route for a path below `/v1.0`. A path that no route has is 400 "Resource not found for the segment" as
   * Graph answers for one it does not know; a known path with a method that is not covered is 501.
   */
  match(method: string, path: string): RouteMatch {
    const segments = segmentsOf(path)
    const found = walk(this.root, segments, 0, [])
    if (!found) {
      const segment = segments[reach(this.root, segments, 0)] ?? segments.at(-1) ?? ''
      throw new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`)
    }
    const covered = found.node.routes.find(({ route }) => route.method === method)
    if (!covered) {
      throw new GraphError(501, 'NotImplemented', `This emulator does not cover ${method} ${path}.`)
    }
    const params = Object.fromEntries(covered.names.map((name, at) => [name, found.values[at] ?? '']))
    return { route: covered.route, params }
  }

  private add(route: GraphRoute): void {
    let node = this.root
    const names: string[] = []
    for (const segment of segmentsOf(route.path)) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1))
        node.parameter ??= emptyNode()
        node = node.parameter
      } else {
        const next = node.fixed.get(segment.toLowerCase()) ?? emptyNode()
        node.fixed.set(segment.toLowerCase(), next)
        node = next
      }
    }
    node.routes.push({ route, names })
  }
}

function emptyNode(): Node {
  return { fixed: new Map(), parameter: null, routes: [] }
}

function walk(
  node: Node,
  segments: string[],
  at: number,
  values: string[],
): { node: Node; values: string[] } | null {
  const segment = segments[at]
  if (segment === undefined) return node.routes.length > 0 ? { node, values } : null
  const fixed = node.fixed.get(segment.toLowerCase())
  const viaFixed = fixed && walk(fixed, segments, at + 1, values)
  if (viaFixed) return viaFixed
  return node.parameter && walk(node.parameter, segments, at + 1, [...values, segment])
}

/** How many segments lead somewhere: the one behind them is what Graph complains about. */
function reach(node: Node, segments: string[], at: number): number {
  const segment = segments[at]
  if (segment === undefined) return at
  const fixed = node.fixed.get(segment.toLowerCase())
  const nexts = [fixed, node.parameter].filter((next) => next !== undefined && next !== null)
  return Math.max(at, ...nexts.map((next) => reach(next, segments, at + 1)))
}

/** OData also writes a key in parentheses, `users('x')/contacts('y')`, and calls functions with them, `delta()`. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment)
    .flatMap((segment) => {
      const key = /^(\w+)\('(.*)'\)$/.exec(segment)
      if (key) return [key[1] ?? '', (key[2] ?? '').replaceAll("''", "'")]
      return [segment.replace(/\(\)$/, '').replace(/^microsoft\.graph\./, '')]
    })
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new GraphError(400, 'BadRequest', `The path segment '${segment}' is not properly encoded.`)
  }
}
