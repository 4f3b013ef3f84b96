import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { ok } from '../graph/replies'
import type { User } from './entities'
import { readAll, selectedProperties, userView } from './user-view'

const PAGE = 100
const TOKEN_LIFETIME_MS = 7 * 24 * 3_600_000

/**
 * Where a round stands: users changed after `since` are told, up to `until`; a first round starts at -1 and leaves out
 * the deleted. `after` is the place of the last one told.
 */
type Round = { since: number; until: number; after: number; select: string[] | null; at: number }

/** `GET /users/delta` (learn.microsoft.com/graph/api/user-delta, learn.microsoft.com/graph/delta-query-users). */
export const usersDeltaRoute: GraphRoute = {
  method: 'GET',
  path: '/users/delta',
  service: 'directory',
  permissions: { delegated: readAll, application: readAll },
  query: ['$select', '$deltatoken', '$skiptoken'],
  handler: usersDelta,
}

function usersDelta(call: GraphCall): GraphReply {
  const { world, query, tenantId } = call
  const round = readRound(call)
  const due = [...world.directory.users.values()]
    .filter((user) => user.tenantId === tenantId && user.version > Math.max(round.since, round.after))
    .filter((user) => user.version <= round.until && (round.since >= 0 || user.deletedAt === null))
    .sort((a, b) => a.version - b.version)
  const page = query.deltatoken === 'latest' ? [] : due.slice(0, PAGE)
  const last = page.at(-1)
  const more = last !== undefined && due.length > PAGE
  const names = ['id', ...selectedProperties(round.select, last)]
  return ok({
    '@odata.context': `${world.graphUrl}/v1.0/$metadata#users`,
    ...(more
      ? { '@odata.nextLink': link(call, '$skiptoken', { ...round, after: last.version }) }
      : { '@odata.deltaLink': link(call, '$deltatoken', { ...round, since: round.until, after: -1 }) }),
    value: page.map((user) => told(call, user, names)),
  })
}

/** A soft deletion has the reason `changed`: the user can be restored for 30 days. */
function told(call: GraphCall, user: User, names: readonly string[]): Record<string, unknown> {
  if (user.deletedAt !== null) return { id: user.id, '@removed': { reason: 'changed' } }
  return userView(call, user, names)
}

function readRound({ query, world, now }: GraphCall): Round {
  const until = world.directory.version()
  const at = now.getTime()
  const token = query.skiptoken ?? (query.deltatoken === 'latest' ? null : query.deltatoken)
  if (token === null) {
    return { since: -1, until, after: -1, select: query.select ? [...query.select] : null, at }
  }
  const round = parseToken(token)
  if (!round) throw new GraphError(400, 'Request_BadRequest', 'The delta token is badly formed.')
  if (at - round.at > TOKEN_LIFETIME_MS) {
    throw new GraphError(410, 'syncStateNotFound', 'The sync state generation is not found.')
  }
  return query.skiptoken === null ? { ...round, until } : round
}

function parseToken(token: string): Round | null {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Round
  } catch {
    return null
  }
}

function link({ world, now }: GraphCall, parameter: string, round: Round): string {
  const token = Buffer.from(JSON.stringify({ ...round, at: now.getTime() })).toString('base64url')
  return `${world.graphUrl}/v1.0/users/delta?${parameter}=${token}`
}
