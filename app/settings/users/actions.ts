'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { updateMember } from '@/lib/access/members/update-member'
import { countRecordsOf, handOverRecords } from '@/lib/crm/records/hand-over-records'
import { serverAction } from '@/lib/web/server-action'

const USERS = '/settings/users'
const id = z.guid()

export const changeProfile = serverAction({
  input: z.object({ id, profileId: z.guid() }),
  permission: 'manage-users',
  async run(context, { id, profileId }) {
    await updateMember(context, { id, profileId })
    revalidatePath(USERS, 'layout')
    return null
  },
})

export const changeStatus = serverAction({
  input: z.object({ id, status: z.enum(['active', 'deactivated']) }),
  permission: 'manage-users',
  async run(context, { id, status }) {
    await updateMember(context, { id, status })
    revalidatePath(USERS, 'layout')
    return null
  },
})

export const countRecords = serverAction({
  input: z.object({ id }),
  permission: 'manage-users',
  async run(context, { id }) {
    return { contacts: 0, leads: 0, meetings: 0, tasks: 0, ...(await countRecordsOf(context, id)) }
  },
})

export const handOver = serverAction({
  input: z.object({ fromId: z.guid(), toId: z.guid() }),
  permission: 'manage-users',
  async run(context, input) {
    const count = await handOverRecords(context, input)
    revalidatePath('/', 'layout')
    return { count }
  },
})
