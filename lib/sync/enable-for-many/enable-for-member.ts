import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import { availableModule } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import { requireAsShown } from '@/lib/sync/preview/as-shown'
import type { PreviewWorld } from '@/lib/sync/preview/preview-connection'
import { inHerPlace } from './candidates'

/**
 * Turns a module on for another member, with its defaults, if her login is a user of the connected tenant (I2), and if
 * that would still do what has been shown. She gets a mail and can turn it off. The run that makes the container is to be
 * requested next.
 * @throws DomainError `permission-required` (of the actor, or what the member's profile lacks), `not-found`,
 * `already-on`, `turned-off` by herself, `sign-in-required` when her login is nobody's there, `changed-meanwhile`, and as
 * `enableConnection`
 */
export async function enableForMember(
  context: Context,
  world: PreviewWorld,
  name: ModuleName,
  { memberId, seal }: { memberId: string; seal?: string | undefined },
): Promise<{ connectionId: string }> {
  requirePermission(context, 'manage-integrations')
  const module = await availableModule(context, name)
  const hers = await inHerPlace(context, module, memberId)
  try {
    const asked = { name, given: {}, purpose: 'enable' as const }
    await requireAsShown(hers, { ...world, offersSignIn: false }, asked, seal)
    const { id } = await enableConnection(hers, world.signIn, name, {}, { by: context })
    await context.wakeMail?.()
    return { connectionId: id }
  } catch (error) {
    throw withoutHers(error)
  }
}

/** The sign-in that is offered there is hers to take, and what would be done to her records is hers to see. */
function withoutHers(error: unknown): unknown {
  const hers = ['sign-in-required', 'changed-meanwhile']
  return error instanceof DomainError && hers.includes(error.code) ? new DomainError(error.code) : error
}
