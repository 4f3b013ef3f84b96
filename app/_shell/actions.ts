'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { locales } from '@/i18n/locales'
import { LOCALE_COOKIE, THEME_COOKIE, themes } from '@/i18n/preferences'
import { updateSelf } from '@/lib/access/members/self'
import { switchOrganisation } from '@/lib/access/sessions/switch-organisation'
import { signOutHere } from '@/lib/web/auth/sign-in'
import { publicAction, serverAction } from '@/lib/web/server-action'
import { HIDDEN_WARNINGS_COOKIE, hiddenForSeconds } from './hidden-warnings'

const remembered = { path: '/', maxAge: 365 * 24 * 3600, sameSite: 'lax', httpOnly: true } as const

/** Light, dark or as the system has it: of this browser, so that a bright room and a dark one can differ. */
export const changeTheme = publicAction({
  input: z.object({ theme: z.enum(themes) }),
  async run({ theme }) {
    ;(await cookies()).set(THEME_COOKIE, theme, remembered)
    return null
  },
})

/** The language of the account, on every device. */
export const changeLocale = serverAction({
  input: z.object({ locale: z.enum(locales) }),
  async run(context, { locale }) {
    await updateSelf(context, { locale })
    ;(await cookies()).set(LOCALE_COOKIE, locale, remembered)
    return null
  },
})

/** The language of somebody who is not signed in: of this browser. */
export const changeGuestLocale = publicAction({
  input: z.object({ locale: z.enum(locales) }),
  async run({ locale }) {
    ;(await cookies()).set(LOCALE_COOKIE, locale, remembered)
    return null
  },
})

/** Goes on in another organisation of hers, at its first page. */
export const changeOrganisation = serverAction({
  input: z.object({ organisationId: z.guid() }),
  async run({ viewer, db, now }, { organisationId }) {
    await switchOrganisation(db, viewer, organisationId, now())
    redirect('/')
  },
})

/** The warnings that are on screen stay away for a day, in this browser. */
export const hideWarnings = serverAction({
  input: z.object({ mark: z.string().max(600) }),
  async run(_, { mark }) {
    ;(await cookies()).set(HIDDEN_WARNINGS_COOKIE, mark, { ...remembered, maxAge: hiddenForSeconds })
    return null
  },
})

export async function signOut(): Promise<void> {
  await signOutHere()
}
