'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { confirmEmailChange } from '@/lib/access/accounts/change-email'
import { clientAddress } from '@/lib/web/auth/client-address'
import { database } from '@/lib/web/database'
import { publicAction } from '@/lib/web/server-action'
import { wakeMail } from '@/lib/web/wake'

export const confirmEmail = publicAction({
  input: z.object({ token: z.string().max(100) }),
  async run({ token }) {
    const address = clientAddress(await headers())
    await confirmEmailChange(database(), { token, address }, new Date())
    await wakeMail()
    return null
  },
})
