import { inngest } from '@/inngest/client'
import { undoGoesOn } from '@/inngest/events'
import { continueUndoById } from '@/lib/sync/undo/continue-undos'
import { database } from '@/lib/web/database'
import { wakeSync } from '@/lib/web/wake'

/** Each is some thousand records: more than one mailbox holds. */
const mostParts = 200

/** Undoes what is left of a long run. Each part saves what it has done as it goes, so one that runs twice repeats nothing. */
export const undoRest = inngest.createFunction(
  { id: 'undo-run', triggers: [undoGoesOn], retries: 5 },
  async ({ event, step }) => {
    const context = { now: () => new Date(), wake: wakeSync }
    for (let part = 0; part < mostParts; part += 1) {
      const { more } = await step.run(`part-${part}`, () =>
        continueUndoById(database(), context, event.data.runId),
      )
      if (!more) return { parts: part + 1 }
    }
    return { parts: mostParts }
  },
)
