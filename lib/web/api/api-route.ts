import type { z } from 'zod'
import type { Context } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'

/** What the verb of a route is given besides the context: everything parsed. */
export type ApiInput<Params, Query, Body> = {
  params: Params
  query: Query
  body: Body
  /** The versions (`updatedAt`) that the caller's `If-Match` accepts; undefined when it sets no condition. */
  expectedVersions: readonly Date[] | undefined
}

type None = z.ZodUndefined

/**
 * One method of one resource. Its schemas parse what comes in, shape what goes out, and become the OpenAPI document.
 * Use strict objects for `query` and `body`: unknown members are refused, never ignored.
 */
export type ApiRouteOptions<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
  Prepared = undefined,
> = {
  summary: string
  /** The group of the OpenAPI document. */
  tag: string
  params?: Params
  query?: Query
  body?: Body
  /** null: the answer has no body. Members that the schema does not name do not leave the house. */
  response: Result | null
  /** Default: 200, of a POST 201, without a body 204. */
  status?: 200 | 201 | 202 | 204
  /** Asked for before the input is parsed. The verb asks again, for the row in question. */
  permission?: Permission
  /** The `updatedAt` of an answer that is one record: it gets an ETag. */
  version?: (result: z.output<Result>) => string
  /** Documents that `expectedVersions` is heeded where the answer has no version: DELETE. */
  ifMatch?: boolean
  /**
   * A POST with an `Idempotency-Key` runs inside one transaction. `false` for work that calls other services, which
   * must be safe to repeat by itself; the header is then ignored.
   */
  idempotent?: boolean
  /** Asks other services, before the transaction that an `Idempotency-Key` brings. Not asked again for a replay. */
  prepare?(
    context: Context,
    input: ApiInput<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<Prepared>
  run(
    context: Context,
    input: ApiInput<z.output<Params>, z.output<Query>, z.output<Body>>,
    prepared: Prepared,
  ): Promise<z.input<Result>>
}

/** A route whose types have been checked; from here on only its schemas speak. */
export type ApiRoute = Omit<
  ApiRouteOptions<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  'run' | 'prepare' | 'version'
> & {
  prepare?(context: Context, input: ApiInput<unknown, unknown, unknown>): Promise<unknown>
  run(context: Context, input: ApiInput<unknown, unknown, unknown>, prepared: unknown): Promise<unknown>
  version?: (result: unknown) => string
}

/** Checks that `run` fits the schemas. `apiResource` makes request handlers of it. */
export function apiRoute<
  Params extends z.ZodType = None,
  Query extends z.ZodType = None,
  Body extends z.ZodType = None,
  Result extends z.ZodType = None,
  Prepared = undefined,
>(options: ApiRouteOptions<Params, Query, Body, Result, Prepared>): ApiRoute {
  // Safe: `prepare`, `run` and `version` are only ever called with what these very schemas have parsed.
  return options as unknown as ApiRoute
}
