import { DomainError } from '@/lib/errors'
import { type Context, may } from '../context'
import { isPermission } from '../permissions'

/**
 * Nobody hands out rights that she does not have herself.
 * @throws DomainError `permission-required` with the first right that the actor lacks.
 */
export function refuseRightsBeyondOwn({ actor }: Context, permissions: readonly string[]): void {
  const missing = permissions.find((permission) => isPermission(permission) && !may(actor, permission))
  if (missing !== undefined) throw new DomainError('permission-required', { permission: missing })
}
