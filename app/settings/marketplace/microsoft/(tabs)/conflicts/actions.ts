'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { markConflictsSeen } from '@/lib/sync/conflicts/mark-conflicts-seen'
import { putBackConflicts } from '@/lib/sync/conflicts/put-back-conflicts'
import { setConflictRule } from '@/lib/sync/conflicts/set-conflict-rule'
import { serverAction } from '@/lib/web/server-action'
import { requestConnections } from '@/lib/web/wake'
import { moduleName } from '../../_connection/module-params'
import { conflictsPath, conflictViews, filterOf } from './conflict-query'

/** Some conflicts, or all of a list as it was on screen. */
const Chosen = z.union([
  z.object({ ids: z.array(z.guid()).min(1).max(100) }),
  z.object({ show: z.enum(conflictViews), module: moduleName.optional(), until: z.iso.datetime() }),
])

const chosenOf = (chosen: z.output<typeof Chosen>) =>
  'ids' in chosen ? chosen : { filter: filterOf(chosen), until: new Date(chosen.until) }

export const markSeen = serverAction({
  input: Chosen,
  async run(context, chosen) {
    const result = await markConflictsSeen(context, chosenOf(chosen))
    revalidatePath(conflictsPath)
    return result
  },
})

/** Puts the values that lost back (A1). */
export const putBack = serverAction({
  input: Chosen,
  async run(context, chosen) {
    const { restored, left, more } = await putBackConflicts(context, chosenOf(chosen))
    revalidatePath(conflictsPath)
    return { restored: restored.length, left: left.length, more }
  },
})

/** Which edit wins from now on. */
export const setRule = serverAction({
  input: z.object({ module: moduleName, rule: z.enum(['latest', 'crm', 'microsoft']) }),
  async run(context, { module, rule }) {
    const { id } = await setConflictRule(context, module, rule)
    await requestConnections([id])
    revalidatePath(conflictsPath)
    return null
  },
})
