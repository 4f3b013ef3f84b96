'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { allPermissions } from '@/lib/access/permissions'
import { createProfile, deleteProfile, updateProfile } from '@/lib/access/profiles/change-profiles'
import { serverAction } from '@/lib/web/server-action'

const PROFILES = '/settings/users/profiles'

/** Makes a profile, or changes the one with this id. */
export const saveProfile = serverAction({
  input: z.object({
    id: z.guid().nullable(),
    name: z.string().trim().min(1).max(255),
    permissions: z.array(z.enum(allPermissions)).max(100),
  }),
  permission: 'manage-users',
  async run(context, { id, ...profile }) {
    if (id === null) await createProfile(context, profile)
    else await updateProfile(context, { id, ...profile })
    revalidatePath('/', 'layout')
    return null
  },
})

export const removeProfile = serverAction({
  input: z.object({ id: z.guid() }),
  permission: 'manage-users',
  async run(context, { id }) {
    await deleteProfile(context, id)
    revalidatePath(PROFILES)
    return null
  },
})
