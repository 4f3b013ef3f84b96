'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { z } from 'zod'
import { LoginEmail, NewPassword } from '@/lib/access/accounts/new-password'
import { countResetRequest, requestPasswordReset, resetPassword } from '@/lib/access/accounts/reset-password'
import { DomainError } from '@/lib/errors'
import { clientAddress } from '@/lib/web/auth/client-address'
import { signInByPassword } from '@/lib/web/auth/sign-in'
import { database } from '@/lib/web/database'
import { publicAction } from '@/lib/web/server-action'
import { wakeMail } from '@/lib/web/wake'

/** Answers alike, and as fast, whether or not somebody has this login: what there is to do is done afterwards. */
export const requestReset = publicAction({
  input: z.object({ email: LoginEmail }),
  async run({ email }) {
    const address = clientAddress(await headers())
    await countResetRequest(database(), { email, address }, new Date())
    after(async () => {
      if (await requestPasswordReset(database(), email, new Date())) await wakeMail()
    })
    return null
  },
})

/** Goes on as the account's owner, who has just proven that the mailbox is hers. */
export const chooseNewPassword = publicAction({
  input: z.object({ token: z.string().max(100), password: NewPassword }),
  async run({ token, password }) {
    const address = clientAddress(await headers())
    const { email } = await resetPassword(database(), { token, password, address }, new Date())
    await wakeMail()
    try {
      await signInByPassword({ email, password })
    } catch (error) {
      // The password is the new one all the same.
      if (error instanceof DomainError) {
        redirect(error.code === 'deactivated' ? '/sign-in?error=deactivated' : '/sign-in')
      }
      throw error
    }
    return null
  },
})
