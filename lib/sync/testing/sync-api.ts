import { vi } from 'vitest'
import type { TestDatabase } from '@/dev/testing/test-database'
import { small } from '@/emulator/testing/small-seed'
import type { Context } from '@/lib/access/context'
import { apiClient } from '@/lib/web/testing/api-client'
import type { SyncWorld } from './sync-world'

/** Lets this process's own requests to Microsoft reach the world's emulator, and its events reach nobody. */
export function connectProcess(world: SyncWorld): void {
  vi.stubEnv('MICROSOFT_CLIENT_ID', small.appId)
  vi.stubEnv('MICROSOFT_CLIENT_SECRET', small.secret)
  vi.stubGlobal('fetch', (async (input, init) => {
    const request = new Request(input, init)
    const microsoft = /microsoft/.test(new URL(request.url).hostname)
    return microsoft ? world.engine.fetch(request) : Response.json({ ids: ['event'], status: 200 })
  }) satisfies typeof fetch)
}

/** The REST API as a member of the world calls it. */
export function apiOf(database: TestDatabase, user: Context & { memberId: string }) {
  if (user.actor.type !== 'user') throw new Error('Only a user has an API key.')
  const { organisationId, memberId, actor } = user
  const { accountId, permissions } = actor
  const person = { organisationId, memberId, accountId, permissions: [...permissions] }
  return apiClient(database, { ...person, email: '', profileId: '' })
}
