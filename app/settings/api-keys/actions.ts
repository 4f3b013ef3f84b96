'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { revokeApiKey } from '@/lib/access/api-keys/api-keys'
import { createApiKey } from '@/lib/access/api-keys/create-api-key'
import { serverAction } from '@/lib/web/server-action'
import { lifetimes } from './lifetimes'

const DAY_MS = 24 * 3_600_000

/** The answer is the only place where the key itself ever appears. */
export const createKey = serverAction({
  input: z.object({ name: z.string().trim().min(1).max(100), lifetime: z.enum(lifetimes) }),
  async run(context, { name, lifetime }) {
    const expiresAt =
      lifetime === 'never' ? null : new Date(context.now().getTime() + Number(lifetime) * DAY_MS)
    const { key } = await createApiKey(context, { name, expiresAt })
    revalidatePath('/settings/api-keys')
    return { key }
  },
})

export const revokeKey = serverAction({
  input: z.object({ id: z.guid() }),
  async run(context, { id }) {
    await revokeApiKey(context, id)
    revalidatePath('/settings/api-keys')
    return null
  },
})
