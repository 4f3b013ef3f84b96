import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import { availableModule } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import { listCandidates } from './candidates'

/**
 * Turns a module on for another member, with its defaults, if her login is a user of the connected tenant (I2). She
 * gets a mail and can turn it off. The run that makes the container is to be requested next.
 * @throws DomainError `permission-required` (of the actor, or what the member's profile lacks), `not-found`,
 * `already-on`, `turned-off` by herself, `sign-in-required` when her login is nobody's there, and as `enableConnection`
 */
export async function enableForMember(
  context: Context,
  deps: SignInDeps,
  name: ModuleName,
  memberId: string,
): Promise<{ connectionId: string }> {
  requirePermission(context, 'manage-integrations')
  const module = await availableModule(context, name)
  const [candidate] = await listCandidates(context, module, memberId)
  if (candidate === undefined) throw new DomainError('not-found')
  const { accountId, permissions, standing } = candidate
  if (standing === 'on') throw new DomainError('already-on')
  if (standing === 'turned-off') throw new DomainError('turned-off')
  const hers: Context = { ...context, actor: { type: 'user', memberId, accountId, permissions } }
  try {
    const { id } = await enableConnection(hers, deps, name, {}, { by: context })
    await context.wakeMail?.()
    return { connectionId: id }
  } catch (error) {
    // The sign-in that is offered there is hers to take; nobody else is to see its address.
    if (error instanceof DomainError && error.code === 'sign-in-required') {
      throw new DomainError('sign-in-required')
    }
    throw error
  }
}
