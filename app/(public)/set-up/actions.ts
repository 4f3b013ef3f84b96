'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readPreferences } from '@/i18n/preferences'
import { LoginEmail, NewPassword } from '@/lib/access/accounts/new-password'
import { setUpInstallation } from '@/lib/access/installation/set-up-installation'
import { TimeZone } from '@/lib/access/time-zone'
import { signInByPassword } from '@/lib/web/auth/sign-in'
import { database } from '@/lib/web/database'
import { publicAction } from '@/lib/web/server-action'

const name = z.string().trim().min(1).max(255)

/** Makes the first organisation and signs its administrator in. */
export const setUp = publicAction({
  input: z.object({
    token: z.string().trim().min(1).max(200),
    organisationName: name,
    name,
    email: LoginEmail,
    password: NewPassword,
    timeZone: TimeZone,
  }),
  async run(form) {
    const { locale } = await readPreferences()
    await setUpInstallation(database(), { ...form, locale }, new Date())
    await signInByPassword({ email: form.email, password: form.password })
    redirect('/')
  },
})
