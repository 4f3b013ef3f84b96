import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { connectDatabase } from '@/db/client'
import { account, member } from '@/db/schema/access'
import { hashPassword } from '@/lib/access/accounts/hash-password'
import { createOrganisation } from '@/lib/access/organisations/create-organisation'
import { e2eEnv } from '../dev/env'

type Administrator = { email: string; name: string; password: string }

/** An organisation that no other journey knows, with the one person in it. No screen makes a second organisation. */
export async function makeOwnOrganisation(name: string, administrator: Administrator): Promise<void> {
  const { password, ...person } = administrator
  const passwordHash = await hashPassword(password)
  const variables = readFileSync(join(e2eEnv().TANDEM_DATA_DIR, 'variables.json'), 'utf8')
  const { DATABASE_URL } = z.object({ DATABASE_URL: z.string() }).parse(JSON.parse(variables))
  const { db, close } = connectDatabase(DATABASE_URL, 1)
  const createdAt = new Date()
  try {
    await db.transaction(async (tx) => {
      const { organisationId, profiles } = await createOrganisation(tx, name, createdAt)
      const locale = 'en' as const
      const [made] = await tx
        .insert(account)
        .values({ ...person, passwordHash, locale, timeZone: 'Europe/Paris', createdAt })
        .returning({ accountId: account.id })
      if (made === undefined) throw new Error('an insert returned no row')
      await tx
        .insert(member)
        .values({ organisationId, ...made, profileId: profiles.administrator, createdAt })
    })
  } finally {
    await close()
  }
}
