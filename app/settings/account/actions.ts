'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { locales } from '@/i18n/locales'
import { LOCALE_COOKIE } from '@/i18n/preferences'
import { updateSelf } from '@/lib/access/members/self'
import { TimeZone } from '@/lib/access/time-zone'
import { signOutEverywhere } from '@/lib/web/auth/sign-in'
import { serverAction } from '@/lib/web/server-action'

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
