import { z } from 'zod'
import type { World } from '../world'

/**
 * How lively Exchange is: what it may do at any time according to its documentation, and does now and then.
 * The two readings of undocumented points are elsewhere (core/uncertain.ts).
 */
export const conductSchema = z.object({
  /** Chance of an empty page with a nextLink in a round of delta: learn.microsoft.com/graph/delta-query-overview */
  emptyDeltaPageChance: z.number().min(0).max(1).default(0.05),
  /** Chance of a page with fewer items than asked for although more follow. */
  shortDeltaPageChance: z.number().min(0).max(1).default(0.1),
  /** Chance that an item comes twice in one round. */
  repeatedDeltaItemChance: z.number().min(0).max(1).default(0),
  /** Chance that a round tells again what the one before has told. */
  replayedDeltaChance: z.number().min(0).max(1).default(0),
  /** Chance of a 412 on PATCH without a stale If-Match: two writes that met inside Exchange. */
  spontaneousConflictChance: z.number().min(0).max(1).default(0),
  /** Exchange moves the etag of a new item once more by itself, so long after the create; 0 = never. */
  settleAfterMs: z.number().int().nonnegative().default(1_500),
  /** Does that also move lastModifiedDateTime? */
  settleTouchesLastModified: z.boolean().default(false),
  /** PATCH of an address that names some of its parts: the others are emptied, or kept. */
  addressPatch: z.enum(['replaced', 'merged']).default('replaced'),
  /** What stands before the subject of a cancelled meeting: always English, or in the language of the mailbox. */
  cancelledPrefix: z.enum(['english', 'localised']).default('english'),
  /** Delay of a notification. The service: below 1 minute on average, 3 at most. */
  notificationDelayMs: z.number().int().nonnegative().default(100),
  /** Further delay of a notification of To Do. The service: 2 minutes on average, 15 at most. */
  todoNotificationDelayMs: z.number().int().nonnegative().default(0),
  /** How long a deleted task list goes on answering requests for its tasks; seen for 20 seconds and more. */
  deletedListAnswersMs: z.number().int().nonnegative().default(30_000),
  /** Divides the pauses and windows of the webhook rules: retries over 4 hours, slow endpoints over 10 minutes. */
  notificationTimeScale: z.number().positive().default(1),
})

export type ConductValues = z.infer<typeof conductSchema>

export const calmConduct: Partial<ConductValues> = { emptyDeltaPageChance: 0, shortDeltaPageChance: 0 }

/** The knobs of one emulator. They survive a restart and go back to the defaults on reset. */
export type Conduct = {
  values(): ConductValues
  set(changes: Partial<ConductValues>): void
}

/** `initial` are this emulator's own defaults. */
export function openConduct({ store }: Pick<World, 'store'>, initial: Partial<ConductValues> = {}): Conduct {
  const rows = store.collection<{ id: string; changes: Partial<ConductValues> }>('outlook-conduct')
  const defaults = conductSchema.parse(initial)
  const changes = () => rows.get('conduct')?.changes
  return {
    values() {
      const changed = changes()
      return changed ? { ...defaults, ...changed } : defaults
    },
    set(more) {
      rows.put({ id: 'conduct', changes: { ...changes(), ...more } })
    },
  }
}
