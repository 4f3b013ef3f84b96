import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import type { ConnectionSettings } from '@/lib/sync/connections/connection-settings'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type PreviewPurpose, type PreviewWorld, previewConnection } from './preview-connection'

/** What a preview was asked for, and its seal. Undefined: nobody has looked, and it is done as it is now. */
type Shown = { seal?: string | undefined }

/**
 * Enables a module, or changes one that is on, if that would still do what its preview has shown. What happens after this
 * look is synced as everything is that happens while a sync is on: a preview speaks of what there is, not of what people
 * do next.
 * @throws DomainError `changed-meanwhile` with the new `preview`; else as `enableConnection`
 */
export async function enableAsShown(
  context: Context,
  world: PreviewWorld,
  name: ModuleName,
  given: ConnectionSettings,
  { seal }: Shown,
): Promise<ConnectionRow> {
  await requireAsShown(context, world, { name, given, purpose: 'enable' }, seal)
  return enableConnection(context, world.signIn, name, given)
}

/** The same for one that is on. @throws DomainError `changed-meanwhile`; else as `changeConnection` */
export async function changeAsShown(
  context: Context,
  world: PreviewWorld,
  name: ModuleName,
  given: ConnectionSettings,
  { seal }: Shown,
): Promise<ConnectionRow> {
  await requireAsShown(context, world, { name, given, purpose: 'enable' }, seal)
  return changeConnection(context, name, given)
}

/** Disables a module if that would still do what its preview has shown. @throws DomainError `changed-meanwhile` */
export async function disableAsShown(
  context: Context,
  world: PreviewWorld,
  name: ModuleName,
  { keep, seal }: Shown & { keep: boolean },
): Promise<ConnectionRow | null> {
  await requireAsShown(context, world, { name, given: {}, purpose: keep ? 'keep' : 'disable' }, seal)
  return disableConnection(context, name, { keep })
}

/** @throws DomainError `changed-meanwhile` with what it would do now */
export async function requireAsShown(
  context: Context,
  world: PreviewWorld,
  { name, given, purpose }: { name: ModuleName; given: ConnectionSettings; purpose: PreviewPurpose },
  seal: string | undefined,
): Promise<void> {
  if (seal === undefined) return
  const preview = await previewConnection(context, world, name, given, purpose)
  if (preview.seal !== seal) throw new DomainError('changed-meanwhile', { data: { preview } })
}
