import 'server-only'
import { connection } from 'next/server'
import { z } from 'zod'
import { LoginEmail, NewPassword } from '@/lib/access/accounts/new-password'
import { needsSetUp, setUpInstallation } from '@/lib/access/installation/set-up-installation'
import { TimeZone } from '@/lib/access/time-zone'
import { database } from '../database'
import { signInByPassword } from './sign-in'

/** The form of the first start; `token` comes from the link in the log. */
export const SetUpForm = z.object({
  token: z.string().min(1).max(100),
  organisationName: z.string().trim().min(1).max(255),
  name: z.string().trim().min(1).max(255),
  email: LoginEmail,
  password: NewPassword,
  locale: z.enum(['en', 'fr']).nullable().default(null),
  timeZone: TimeZone,
})

/** Whether the installation waits for its first administrator. */
export async function installationNeedsSetUp(): Promise<boolean> {
  // Without this a build would ask the database, and keep its answer for ever.
  await connection()
  return needsSetUp(database())
}

/**
 * Makes the organisation and its administrator, and signs her in. Call it from a `publicAction` with `SetUpForm`.
 * @throws DomainError `already-set-up`, `wrong-token`.
 */
export async function setUp(form: z.output<typeof SetUpForm>): Promise<never> {
  await setUpInstallation(database(), form, new Date())
  return signInByPassword({ email: form.email, password: form.password, returnTo: '/' })
}
