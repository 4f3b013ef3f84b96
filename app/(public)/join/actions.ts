'use server'

import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { z } from 'zod'
import { readPreferences } from '@/i18n/preferences'
import { askToJoin } from '@/lib/access/join-requests/ask-to-join'
import { DomainError, UpstreamError } from '@/lib/errors'
import { tenantDirectory } from '@/lib/microsoft/directory/tenant-directory'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { clientAddress } from '@/lib/web/auth/client-address'
import { database } from '@/lib/web/database'
import { publicAction } from '@/lib/web/server-action'
import { wakeMail } from '@/lib/web/wake'
import { requireArrival } from '../_invitation/come-in'

/** Asks the organisation of her tenant to let her in (U5); the page then says since when the request waits. */
export const ask = publicAction({
  input: z.object({ message: z.string().trim().max(1000).default(''), termsVersion: z.string().max(40) }),
  async run({ message, termsVersion }) {
    const person = await requireArrival()
    const { locale } = await readPreferences()
    const address = clientAddress(await headers())
    const directory = tenantDirectory(signInDeps({ db: database(), now: () => new Date() }))
    try {
      await askToJoin(
        database(),
        directory,
        person,
        { message: message || null, termsVersion, locale, address },
        new Date(),
      )
    } catch (error) {
      if (error instanceof UpstreamError) throw new DomainError('microsoft-unavailable', { cause: error })
      // The organisation's consent is gone, which is not hers to mend.
      if (error instanceof DomainError && error.code === 'consent-revoked')
        throw new DomainError('not-connected')
      throw error
    } finally {
      // Also after a refusal: whoever asked in another window sees how that request stands.
      revalidatePath('/join')
    }
    await wakeMail()
    return null
  },
})
