import type { World } from '../world'

/**
 * A refusal of the sign-in service. Apps react to `error` and `suberror`; the AADSTS number tells people what happened.
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export class IdentityError extends Error {
  readonly status: number
  readonly suberror: string | undefined

  constructor(
    /** The OAuth error, e.g. `invalid_grant`. */
    readonly error: string,
    /** The number after AADSTS. */
    readonly code: number,
    text: string,
    options: { status?: number; suberror?: string } = {},
  ) {
    super(text)
    this.status = options.status ?? (error === 'invalid_client' ? 401 : 400)
    this.suberror = options.suberror
  }
}

/** The error's fields as the token endpoint returns them. */
export function identityErrorBody(world: World, failure: IdentityError) {
  const traceId = world.random.uuid()
  const correlationId = world.random.uuid()
  const timestamp = `${world.clock.now().toISOString().slice(0, 19).replace('T', ' ')}Z`
  return {
    error: failure.error,
    error_description: `AADSTS${failure.code}: ${failure.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [failure.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `${world.baseUrl}/error?code=${failure.code}`,
    ...(failure.suberror === undefined ? {} : { suberror: failure.suberror }),
  }
}
