import 'server-only'
import { type ConnectionView, viewConnection } from '@/lib/sync/connections/connection-view'
import { type FirstSync, firstSyncOf } from '@/lib/sync/connections/first-sync'
import { type HeldWork, heldWork } from '@/lib/sync/connections/held-work'
import { couldBeInstant } from '@/lib/sync/connections/instant-sync'
import type { Lateness } from '@/lib/sync/connections/lateness'
import { readLateness } from '@/lib/sync/connections/read-lateness'
import { lockOf } from '@/lib/sync/locks/find-lock'
import type { Lock, LockedPart } from '@/lib/sync/locks/lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import type { SessionContext } from '@/lib/web/context'

/** A connection as its card shows it and asks for it again while it is on screen: plain JSON, instants as text. */
export type LiveConnection = Pick<
  ConnectionView,
  'module' | 'available' | 'status' | 'reason' | 'identity' | 'options' | 'counts' | 'delay'
> & {
  container: { name: string; url: string } | null
  lastRun: {
    startedAt: string
    finishedAt: string | null
    pulled: number
    pushed: number
    failed: number
  } | null
  firstSync: FirstSync | null
  /** Changes would arrive at once if the user signed in herself. */
  couldBeInstant: boolean
  /** What an administrator has fixed, and who. */
  locked: { parts: readonly LockedPart[]; use: Lock['use']; by: string | null }
  held: HeldWork | null
  late: Lateness | null
}

export async function liveConnection(context: SessionContext, module: ModuleName): Promise<LiveConnection> {
  const [{ lock, parts, by }, view, firstSync, held] = await Promise.all([
    lockOf(context, module),
    viewConnection(context, module),
    firstSyncOf(context, module),
    heldWork(context, module),
  ])
  const late = await readLateness(context, view)
  const { available, status, reason, identity, options, counts, delay, container, lastRun } = view
  return {
    module,
    available,
    status,
    reason,
    identity,
    options,
    counts,
    delay,
    container: container && {
      name: container.name,
      url: moduleOf(module)?.webLink(identity?.upn ?? '') ?? '',
    },
    lastRun: lastRun && {
      startedAt: lastRun.startedAt.toISOString(),
      finishedAt: lastRun.finishedAt?.toISOString() ?? null,
      pulled: lastRun.pulled,
      pushed: lastRun.pushed,
      failed: lastRun.failed,
    },
    firstSync,
    couldBeInstant: couldBeInstant(
      moduleOf(module)?.container.notifies ?? 'always',
      view.status === 'off' ? undefined : identity?.access,
    ),
    locked: { parts, use: lock.use, by },
    held,
    late,
  }
}
