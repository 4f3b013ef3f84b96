import type { User } from '../directory/entities'
import type { GraphRoute, GraphService, Principal } from './call'
import { accessDenied, GraphError } from './graph-error'

/**
 * Refuses a token that lacks the permission, each service in its own words.
 * Source: learn.microsoft.com/graph/permissions-reference, learn.microsoft.com/graph/errors
 * @throws GraphError 403 (401 on To Do with an application token)
 */
export function requirePermission(route: GraphRoute, principal: Principal): void {
  if (!route.permissions) return
  const { delegated, application } = route.permissions
  const held = principal.kind === 'user' ? principal.scopes : principal.roles
  const wanted = principal.kind === 'user' ? delegated : application
  if (!wanted.some((permission) => held.includes(permission))) throw refusal(route.service, principal)
}

/** A delegated token reaches its own user's mailbox only; the directory may be read beyond that. */
export function requireOwnMailbox(service: GraphService, principal: Principal, user: User): void {
  if (principal.kind === 'application' || principal.user.id === user.id) return
  if (service === 'outlook') throw accessDenied()
  if (service === 'todo') {
    const text = `The x-anchor mailbox '${principal.user.id}' does not match the target of the request.`
    throw new GraphError(400, 'invalidRequest', text, 'ErrorIncorrectRoutingHint')
  }
}

/** learn.microsoft.com/graph/resolve-auth-errors: a user without a licensed cloud mailbox. */
export function requireMailbox(service: GraphService, user: User): void {
  if ((service !== 'outlook' && service !== 'todo') || user.hasMailbox) return
  throw new GraphError(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  )
}

export function unknownUser(service: GraphService, key: string): GraphError {
  if (service === 'outlook' || service === 'todo') {
    return new GraphError(404, 'ErrorInvalidUser', `The requested user '${key}' is invalid.`)
  }
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

function refusal(service: GraphService, principal: Principal): GraphError {
  switch (service) {
    case 'outlook':
    case 'platform':
      return accessDenied()
    case 'directory':
      return new GraphError(
        403,
        'Authorization_RequestDenied',
        'Insufficient privileges to complete the operation.',
      )
    case 'todo':
      return principal.kind === 'application' ? new GraphError(401, 'UnknownError', '') : accessDenied()
    default:
      return service satisfies never
  }
}
