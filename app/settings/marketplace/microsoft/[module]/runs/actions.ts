'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { previewUndo } from '@/lib/sync/undo/preview-undo'
import { undoRun } from '@/lib/sync/undo/undo-run'
import { serverAction } from '@/lib/web/server-action'
import { goOnUndoing } from '@/lib/web/wake'
import { moduleName } from '../../_connection/module-params'

const input = z.object({ module: moduleName, id: z.guid() })

/** What undoing a run would do, without a write. */
export const lookAtUndo = serverAction({
  input,
  run: (context, { module, id }) => previewUndo(context, module, id),
})

/** Undoes a run; once, however often it is asked. */
export const undo = serverAction({
  input,
  async run(context, { module, id }) {
    const { runId, isDone } = await undoRun(context, module, id)
    if (!isDone) await goOnUndoing(runId)
    revalidatePath(`/settings/marketplace/microsoft/${module}`, 'layout')
    return { runId }
  },
})
