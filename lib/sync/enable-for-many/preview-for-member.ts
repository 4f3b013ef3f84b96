import { type Context, requirePermission } from '@/lib/access/context'
import { availableModule } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import {
  type PreviewWorld,
  previewConnection,
  type SealedPreview,
} from '@/lib/sync/preview/preview-connection'
import { inHerPlace } from './candidates'

/** Figures only: what her records hold is nobody else's to see (A7). */
export type MemberPreview = Omit<SealedPreview, 'samples'>

/**
 * What turning a module on for another member would do, on each side. Changes nothing.
 * @throws DomainError as `enableForMember`; CredentialError, UpstreamError
 */
export async function previewForMember(
  context: Context,
  world: PreviewWorld,
  name: ModuleName,
  memberId: string,
): Promise<MemberPreview> {
  requirePermission(context, 'manage-integrations')
  const module = await availableModule(context, name)
  const hers = await inHerPlace(context, module, memberId)
  const unasked = { ...world, offersSignIn: false }
  const { samples: _, ...figures } = await previewConnection(hers, unasked, name, {}, 'enable')
  return figures
}
