/** Codes of expected refusals. The text a person reads is chosen where it is shown. */
export type DomainCode =
  | 'not-found'
  | 'permission-required'
  | 'unauthenticated'
  | 'validation'
  | 'stale'
  | 'deleted'
  | 'conflict'
  | 'expired'
  | 'limit-reached'
  | (string & {})

export type FieldProblem = { pointer: string; code: string; message: string }

export type DomainErrorDetails = {
  /** The permission that was missing. */
  permission?: string
  /** What is wrong with which member of the input, as JSON pointers. */
  errors?: FieldProblem[]
  /** After how many seconds a new try makes sense. */
  retryAfterSeconds?: number
  /** Further members of the answer, such as `decidedBy` or `signInUrl`. */
  data?: Record<string, unknown>
  cause?: unknown
}

/** An expected refusal: the caller did something that the rules do not allow, and can be told what. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  constructor(
    readonly code: DomainCode,
    readonly details: DomainErrorDetails = {},
  ) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause })
  }
}

/**
 * What to do about a refusal of Microsoft: `wait` and try again, `reconnect` (a credential has to be renewed by a
 * person), `reset-cursor` (start a full round), `re-plan` (the item moved on), `gone`, `fix-data` (this item can
 * never be written as it is).
 */
export type Remedy = 'wait' | 'reconnect' | 'reset-cursor' | 're-plan' | 'gone' | 'fix-data'

export type UpstreamErrorDetails = {
  status?: number | undefined
  /** Microsoft's own code, outer or inner. */
  code?: string | undefined
  /** Microsoft's own words, for the operator and for "refused by Microsoft" (never used to decide). */
  message?: string | undefined
  requestId?: string | undefined
  retryAfterMs?: number | undefined
  /** True when the request may have been carried out although no answer arrived. */
  doubtful?: boolean
  cause?: unknown
}

/** Microsoft (or another service) said no. Decided by status and code, never by message text. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  constructor(
    readonly remedy: Remedy,
    readonly details: UpstreamErrorDetails = {},
  ) {
    super(
      `${remedy} (${details.status ?? 'no answer'} ${details.code ?? ''})`,
      details.cause === undefined ? undefined : { cause: details.cause },
    )
  }
}
