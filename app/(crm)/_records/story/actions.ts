'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { recordKinds, recordPath } from '@/components/crm/record-kind'
import { putBackChange } from '@/lib/crm/records/put-back-change'
import { restoreActivity } from '@/lib/sync/activity/restore-activity'
import { mailsNobody } from '@/lib/sync/undo/mails-nobody'
import { serverAction } from '@/lib/web/server-action'
import { recordModules } from '../record-modules'

// The verbs check the rights over the record, and whose sync it was.

const of = { kind: z.enum(recordKinds), recordId: z.guid() }

/** Puts back what a change in the CRM did: an edit like any other. */
export const putBackOneChange = serverAction({
  input: z.object({ ...of, changeId: z.int().positive() }),
  async run(context, { kind, recordId, changeId }) {
    const module = recordModules[kind]
    await putBackChange(context, module, { recordId, changeId }, (former) =>
      mailsNobody(context, module.synced, { recordId, fields: Object.keys(former) }),
    )
    revalidatePath(recordPath(kind), 'layout')
    return null
  },
})

/** Puts back what the reader's own sync did (A1). */
export const putBackActivity = serverAction({
  input: z.object({ ...of, module: z.enum(['meetings', 'contacts', 'tasks']), entryId: z.guid() }),
  async run(context, { kind, module, entryId }) {
    await restoreActivity(context, module, entryId)
    revalidatePath(recordPath(kind), 'layout')
    return null
  },
})
