'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { locales } from '@/i18n/locales'
import { LOCALE_COOKIE } from '@/i18n/preferences'
import { requestEmailChange } from '@/lib/access/accounts/change-email'
import { changePassword } from '@/lib/access/accounts/change-password'
import { LoginEmail, NewPassword } from '@/lib/access/accounts/new-password'
import { closeAccount } from '@/lib/access/erasure/close-account'
import { updateSelf } from '@/lib/access/members/self'
import { endOwnSession } from '@/lib/access/sessions/own-sessions'
import { TimeZone } from '@/lib/access/time-zone'
import { signOutEverywhere, signOutHere } from '@/lib/web/auth/sign-in'
import { serverAction } from '@/lib/web/server-action'
import { wakeErasure } from '@/lib/web/wake'
import { erasureInput } from '../_components/erasure/erasure-input'

export const savePreferences = serverAction({
  input: z.object({
    /** Left to the browser when it is none of ours. */
    locale: z.enum(locales).nullable().catch(null),
    timeZone: TimeZone,
  }),
  async run(context, { locale, timeZone }) {
    await updateSelf(context, { locale, timeZone })
    if (locale === null) (await cookies()).delete(LOCALE_COOKIE)
    revalidatePath('/', 'layout')
    return null
  },
})

export const endAllSessions = serverAction({
  input: z.object({}),
  run: () => signOutEverywhere(),
})

const currentPassword = z.string().max(1000).nullable().default(null)

export const savePassword = serverAction({
  input: z.object({ current: currentPassword, next: NewPassword }),
  async run(context, { current, next }) {
    const { sessionId, bound } = context.viewer
    await changePassword(context, { current, next, sessionId, bound })
    revalidatePath('/settings/account')
    return null
  },
})

/** Mails a link to the new address; nothing changes before it has been followed. */
export const changeEmail = serverAction({
  input: z.object({ email: LoginEmail, password: currentPassword }),
  async run(context, input) {
    await requestEmailChange(context, { ...input, bound: context.viewer.bound })
    return null
  },
})

export const endSession = serverAction({
  input: z.object({ id: z.guid() }),
  async run(context, { id }) {
    await endOwnSession(context, id)
    revalidatePath('/settings/account')
    return null
  },
})

/** Deletes the account of whoever asks. Nothing of hers is left to show afterwards. */
export const deleteAccount = serverAction({
  input: z.object(erasureInput),
  async run(context, { password, containers }) {
    const { sessionId, bound } = context.viewer
    const keepContainers = containers === 'keep'
    const { connectionIds } = await closeAccount(context, { password, sessionId, bound, keepContainers })
    await wakeErasure(connectionIds)
    return signOutHere('/goodbye')
  },
})
