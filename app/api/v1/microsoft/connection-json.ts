import { z } from 'zod'
import type { RunView } from '@/lib/sync/activity/runs'
import { ConnectionSettings } from '@/lib/sync/connections/connection-settings'
import type { ConnectionView } from '@/lib/sync/connections/connection-view'

/** Path members; a module that does not exist is answered with 404. */
export const moduleParams = z.object({ module: z.enum(['meetings', 'contacts', 'tasks']) })

const Delay = z.object({ p50: z.number(), p95: z.number() }).nullable()
const MappingRow = z.object({
  crm: z.string(),
  microsoft: z.string(),
  direction: z.enum(['both', 'toMicrosoft', 'toCrm']),
})
const Translations = z.record(z.string(), z.string())

export const RunJson = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  pulled: z.int(),
  pushed: z.int(),
  failed: z.int(),
})

/** A run by itself, with what undoes what. */
export const RunViewJson = RunJson.extend({
  kind: z.enum(['sync', 'undo']),
  undoOf: z.string().nullable(),
  undoneBy: z.string().nullable(),
})

export const SettingsJson = z.object({
  mapping: z.array(MappingRow),
  values: z.record(z.string(), z.object({ toMicrosoft: Translations, toCrm: Translations })).nullable(),
  options: z.object({
    deleteInCrm: z.boolean(),
    clientInvitations: z.boolean(),
    conflict: z.enum(['latest', 'crm', 'microsoft']),
  }),
})

export const ConnectionJson = SettingsJson.extend({
  module: moduleParams.shape.module,
  available: z.boolean(),
  status: z.enum(['off', 'enabling', 'active', 'attention', 'held', 'paused', 'disabling']),
  reason: z.string().nullable(),
  identity: z.object({ upn: z.string(), access: z.enum(['application', 'delegated']) }).nullable(),
  container: z.object({ id: z.string(), name: z.string() }).nullable(),
  counts: z.object({
    linked: z.int(),
    pending: z.int(),
    skipped: z.int(),
    conflicts: z.int(),
    failed: z.int(),
  }),
  lastRun: RunJson.nullable(),
  delay: z.object({ toMicrosoftMs: Delay, toCrmMs: Delay }),
})

/** Bodies that may be left out altogether. */
export const OptionalSettings = ConnectionSettings.optional().transform((given) => given ?? {})

type Run = NonNullable<ConnectionView['lastRun']>

export const runJson = ({
  id,
  startedAt,
  finishedAt,
  pulled,
  pushed,
  failed,
}: Run): z.input<typeof RunJson> => ({
  id,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
  pulled,
  pushed,
  failed,
})

export const runViewJson = (view: RunView): z.input<typeof RunViewJson> => {
  const { kind, undoOf, undoneBy } = view
  return { ...runJson(view), kind, undoOf, undoneBy }
}

export const connectionJson = (view: ConnectionView): z.input<typeof ConnectionJson> => ({
  ...view,
  lastRun: view.lastRun && runJson(view.lastRun),
})
