import type { Uncertain } from '../core/uncertain'
import { GraphError } from '../graph/graph-error'

/** What To Do refuses: a general code outside, the precise one of Exchange inside (github.com/microsoftgraph/microsoft-graph-docs/issues/12699). */
export const invalidRequest = (message: string, innerCode: string) =>
  new GraphError(400, 'invalidRequest', message, innerCode)

/** A member of a body that is not taken. */
export const invalidModel = (message: string) => invalidRequest(message, 'InvalidModel')

export const malformedTodoId = () => invalidRequest('Id is malformed.', 'ErrorInvalidIdMalformed')

/** Which code stands outside of a 404 is not settled (U22). */
export const todoItemNotFound = ({ U22 }: Pick<Uncertain, 'U22'>) =>
  new GraphError(404, U22, 'The specified object was not found in the store.', 'ErrorItemNotFound')

export const staleEtag = () =>
  new GraphError(
    412,
    'ErrorIrresolvableConflict',
    "A precondition provided in the request (such as an if-match header) does not match the resource's current state.",
    'ErrorIrresolvableConflict',
  )

export const serverFailed = () =>
  new GraphError(
    500,
    'generalException',
    'An internal server error occurred. The operation failed.',
    'ErrorInternalServerError',
  )
