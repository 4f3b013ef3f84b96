import { type Context, requirePermission } from '@/lib/access/context'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { previewInvitations } from '@/lib/sync/client-invitations/preview-invitations'
import { wantsInvitations } from '@/lib/sync/client-invitations/wanted'
import { compileMapping } from '@/lib/sync/core/mapping'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Engine } from '@/lib/sync/run/engine'
import { graphOf } from '@/lib/sync/run/session'
import { type ConnectionSettings, settingsFor } from './connection-settings'
import { accessToPreview } from './existing-items'
import { itemOwner } from './item-owner'
import { actingMember, availableModule, type ConnectionRow, ownConnection } from './own-connection'
import { previewFirstSync } from './preview-first-sync'
import { previewLinks } from './preview-links'
import { type Preview, PreviewTally } from './preview-tally'

/**
 * What enabling, changing or disabling would do, counted and with samples; nothing is written on either side (C5).
 * @throws DomainError as `enableConnection`
 */
export async function previewConnection(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  name: ModuleName,
  given: ConnectionSettings,
  purpose: 'enable' | 'disable',
): Promise<Preview> {
  const module = await availableModule(context, name)
  for (const permission of module.permissions) requirePermission(context, permission)
  const existing = await ownConnection(context, name)
  const living = existing && existing.status !== 'off' && existing.containerId !== null ? existing : null
  const settings = await settingsFor(context, module, existing, given)
  const preview = new PreviewTally()
  if (purpose === 'disable') {
    if (living) await previewLinks(context, module, living, null, preview)
    return preview.result
  }
  const rules = compileMapping(settings.mapping, settings.valueMaps, module.limits)
  if (living) await previewLinks(context, module, living, { rules, settings }, preview)
  else await previewFirstSync(context, world, module, { rules, settings }, preview)
  if (wantsInvitations({ module: name, options: settings.options }))
    await previewClients(context, world, existing, preview)
  return preview.result
}

/** M6: what the user's default calendar would bring. */
async function previewClients(
  context: Context,
  world: { engine: Engine; signIn: SignInDeps },
  existing: ConnectionRow | null,
  preview: PreviewTally,
): Promise<void> {
  const access = await accessToPreview(context, world.signIn, 'meetings')
  const { memberId } = actingMember(context)
  const of = { memberId, upn: access.upn, connectionId: existing?.id ?? null }
  const { timeZone } = await itemOwner(context)
  const ahead = await previewInvitations(context, graphOf(world.engine, access), of, timeZone)
  for (const { id, content } of ahead.taken)
    preview.add({ action: 'createInCrm', label: content.title, recordId: null, itemId: id })
  for (const reason of ahead.missed) preview.skip(reason)
}
