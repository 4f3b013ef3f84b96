import { authenticateApiKey } from '@/lib/access/api-keys/authenticate-api-key'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { clientAddress } from '../auth/client-address'
import { database } from '../database'
import { wakeClients, wakeMail, wakeSync } from '../wake'

/** The context of a request, on behalf of the user of its API key. @throws DomainError `unauthenticated`, `rate-limited`. */
export async function apiContext(headers: Headers, now: Date): Promise<Context> {
  const key = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (key === undefined) throw new DomainError('unauthenticated')
  const { organisationId, memberId, accountId, permissions } = await authenticateApiKey(database(), key, now)
  return {
    organisationId,
    actor: { type: 'user', memberId, accountId, permissions },
    address: clientAddress(headers),
    db: database(),
    now: () => new Date(),
    wake: wakeSync,
    wakeMail,
    wakeClients,
  }
}
