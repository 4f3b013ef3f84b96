import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError, UpstreamError } from '@/lib/errors'
import { listContainers } from '@/lib/microsoft/containers/containers'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { startDelegatedSignIn } from '@/lib/microsoft/identity/sign-in/start-delegated-sign-in'
import { sameMapping } from '@/lib/sync/connections/changed-pairs'
import {
  type ConnectionSettings,
  settingsFor,
  type WholeSettings,
} from '@/lib/sync/connections/connection-settings'
import { type LookedUpAccess, lookForAccess } from '@/lib/sync/connections/find-access'
import { availableModule, type ConnectionRow, ownConnection } from '@/lib/sync/connections/own-connection'
import { remapped } from '@/lib/sync/connections/remap-links'
import type { ModuleName, SyncModule } from '@/lib/sync/modules/module'
import type { Engine } from '@/lib/sync/run/engine'
import { graphOf } from '@/lib/sync/run/session'
import { newAhead } from './ahead'
import { lookingSession, rowToBe } from './looking-session'
import { noteWaiting } from './note-waiting'
import { previewClients } from './preview-clients'
import { previewDisable } from './preview-disable'
import type { Preview } from './preview-tally'
import { firstRunAhead, nextRunAhead } from './run-ahead'
import { sealOf } from './seal'

/** `keep`: disabling, and the container stays as an ordinary one. */
export type PreviewPurpose = 'enable' | 'disable' | 'keep'

/** `offersSignIn`: whoever asks is whose sign-in it would take (I3). */
export type PreviewWorld = { engine: Engine; signIn: SignInDeps; offersSignIn?: boolean }

/** A preview with the seal by which it is known again: two that say the same of the same have the same. */
export type SealedPreview = Preview & { seal: string }

/**
 * What the run after enabling, changing or disabling would do, exactly: it is planned by the run's own rules, from what
 * both sides hold now, and nothing is written on either side (C5). What happens between this and that run's beginning is
 * synced as it always is.
 * @throws DomainError as `enableConnection`; CredentialError, UpstreamError when Microsoft 365 cannot be asked
 */
export async function previewConnection(
  context: Context,
  world: PreviewWorld,
  name: ModuleName,
  given: ConnectionSettings,
  purpose: PreviewPurpose,
): Promise<SealedPreview> {
  const module = await availableModule(context, name)
  for (const permission of module.permissions) requirePermission(context, permission)
  const existing = await ownConnection(context, name)
  if (purpose !== 'enable') {
    const preview = await previewDisable(context, world.engine, module, existing, purpose)
    return { ...preview, seal: sealOf(preview, { name, purpose }) }
  }
  if (existing?.status === 'disabling') throw new DomainError('busy', { retryAfterSeconds: 2 })
  const settings = await settingsFor(context, module, existing, given)
  const living = existing !== null && existing.status !== 'off' && existing.containerId !== null
  const preview = living
    ? await previewChange(context, world, module, existing, settings)
    : await previewEnabling(context, world, module, existing, settings)
  return { ...preview, seal: sealOf(preview, { name, purpose, settings }) }
}

async function previewEnabling(
  context: Context,
  world: PreviewWorld,
  module: SyncModule,
  existing: ConnectionRow | null,
  settings: WholeSettings,
): Promise<Preview> {
  const access = await accessToPreview(context, world, module.name)
  const containerId = await containerOfBefore(context, world.engine, module, existing, access)
  const row = rowToBe(context, module, existing, { ...settings, access, containerId })
  const session = await lookingSession(context, world.engine, module, row)
  const ahead = newAhead(context, session)
  await previewClients(ahead)
  return firstRunAhead(ahead)
}

async function previewChange(
  context: Context,
  { engine }: PreviewWorld,
  module: SyncModule,
  existing: ConnectionRow,
  settings: WholeSettings,
): Promise<Preview> {
  const asFound = remapped({ before: existing, after: settings, now: context.now() })
  const cursor = asFound ? { deltaLink: null, fullRoundStartedAt: null } : {}
  // Whatever another mapping changes is decided with it.
  const approvedTo = sameMapping(existing, settings) ? existing.approvedTo : context.now()
  const row = { ...existing, ...settings, ...cursor, approvedTo }
  const look = async (reach: boolean) => {
    const session = await lookingSession(context, engine, module, row)
    const ahead = newAhead(context, session, asFound ?? undefined)
    await noteWaiting(ahead)
    if (reach) await previewClients(ahead)
    return nextRunAhead(ahead, reach)
  }
  // Without a working credential there is still what both sides were last seen to hold.
  return look(true).catch((error: unknown) => {
    const isRefused = error instanceof UpstreamError && error.remedy === 'reconnect'
    if (error instanceof CredentialError || isRefused) return look(false)
    throw error
  })
}

/** As whom a preview reads. @throws DomainError as `findAccess` */
async function accessToPreview(
  context: Context,
  { signIn, offersSignIn = true }: PreviewWorld,
  name: ModuleName,
): Promise<LookedUpAccess> {
  const found = await lookForAccess(context, signIn, name)
  if (found) return found
  if (!offersSignIn) throw new DomainError('sign-in-required')
  const returnTo = `/settings/marketplace/microsoft/${name}/configuration?step=preview`
  const data = await startDelegatedSignIn(context, signIn, { module: name, purpose: 'reconnect', returnTo })
  throw new DomainError('sign-in-required', { data })
}

/** The container that the first run would take up again, by what is remembered of it or by our mark. */
async function containerOfBefore(
  context: Context,
  engine: Engine,
  module: SyncModule,
  existing: ConnectionRow | null,
  access: LookedUpAccess,
): Promise<string | null> {
  const { graph, userPath } = graphOf(engine, access)
  const listed = await listContainers({ graph, userPath, kind: module.container })
  const known = existing?.containerId ?? existing?.keptContainerId
  const memberId = context.actor.type === 'user' ? context.actor.memberId : null
  const ours = listed.find(({ id }) => id === known) ?? listed.find(({ mark }) => mark && mark === memberId)
  return ours?.id ?? null
}
