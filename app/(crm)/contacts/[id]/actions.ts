'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { getContact } from '@/lib/crm/contacts/verbs'
import { requestRecordSync } from '@/lib/sync/records/request-record-sync'
import { serverAction } from '@/lib/web/server-action'

/** *Try again*, or take up again what was let go (C3). */
export const requestSync = serverAction({
  input: z.object({ id: z.guid() }),
  async run(context, { id }) {
    await requestRecordSync(context, 'contacts', await getContact(context, id))
    revalidatePath(`/contacts/${id}`)
    return null
  },
})
