/**
 * A refusal in Graph's envelope. `innerCode` is the more precise second code that some services add.
 * Source: learn.microsoft.com/graph/errors
 */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly innerCode?: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

/** The body of an error answer. `date` has no zone and is UTC. */
export function errorEnvelope(
  error: { code: string; message: string; innerCode?: string | undefined },
  about: { now: Date; requestId: string; clientRequestId: string },
) {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        ...(error.innerCode === undefined ? {} : { code: error.innerCode }),
        date: about.now.toISOString().slice(0, 19),
        'request-id': about.requestId,
        'client-request-id': about.clientRequestId,
      },
    },
  }
}

/** "Access is denied": how mailbox resources refuse. */
export const accessDenied = () =>
  new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')

/** An item, or its container, that is not there (any more). */
export const itemNotFound = () =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')

/** An id that cannot be parsed: answered before any look-up. */
export const malformedId = () => new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
