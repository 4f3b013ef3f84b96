import type { User } from '../directory/entities'
import type { World } from '../world'
import type { Prefer } from './odata/prefer'
import type { ODataQuery } from './odata/query'

/** Who holds the access token. */
export type Principal =
  | { kind: 'user'; user: User; scopes: readonly string[] }
  | { kind: 'application'; roles: readonly string[] }

/** One Graph request, authenticated, routed and permitted, as a handler sees it. */
export type GraphCall = {
  world: World
  appId: string
  tenantId: string
  principal: Principal
  /** The user named in the path (`/me` or `/users/{id | upn}`). Reading it on a route without `:user` is a bug. */
  readonly user: User
  /** Decoded path parameters, in the case they were sent in. */
  params: Readonly<Record<string, string>>
  query: ODataQuery
  prefer: Prefer
  headers: Headers
  /** The parsed JSON body; undefined when there is none. */
  body: unknown
  now: Date
  /** The path as asked, with version and without query, e.g. `/v1.0/me/contacts`: what nextLink and context start with. */
  path: string
}

export type GraphReply = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> }

/** Which service behind Graph answers: decides how it refuses, what it throttles, and whether a mailbox is needed. */
export type GraphService = 'directory' | 'outlook' | 'todo' | 'platform'

export type GraphRoute = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Segments below `/v1.0`; `:name` takes one segment; `/users/:user/…` serves `/me/…` as well. */
  path: string
  service: GraphService
  /** Any one of these suffices; an empty list refuses that kind of token; absent: any token will do. */
  permissions?: { delegated: readonly string[]; application: readonly string[] }
  /** Query options that are understood; any other is refused. */
  query?: readonly QueryOption[]
  handler(call: GraphCall): GraphReply | Promise<GraphReply>
}

export type QueryOption =
  | '$select'
  | '$filter'
  | '$expand'
  | '$orderby'
  | '$top'
  | '$skip'
  | '$count'
  | '$search'
  | '$skiptoken'
  | '$deltatoken'
