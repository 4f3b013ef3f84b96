import { type Clock, createClock } from '../core/clock'
import { createRandom } from '../core/random'
import { manualScheduler } from '../core/scheduler'
import { createEmulator, type Emulator, type EmulatorOptions } from '../create-emulator'
import { sealAccessToken } from '../identity/access-token'
import { small, smallRegistrations, smallSeed } from './small-seed'

export const TEST_NOW = '2026-11-24T09:00:00.000Z'

/** An emulator in virtual time with the small seed; timers fire by `scheduler.runDue()` only. */
export function testEmulator(options: Partial<EmulatorOptions> = {}): Emulator {
  return createEmulator({
    baseUrl: 'https://emulator.example',
    graphUrl: 'https://graph.microsoft.com',
    clock: createClock(() => new Date(TEST_NOW)),
    scheduler: (clock: Clock) => manualScheduler(clock),
    random: createRandom(1),
    registrations: smallRegistrations,
    seed: smallSeed,
    fetch: async () => new Response(null, { status: 202 }),
    ...options,
  })
}

/** A token as the token endpoint would issue it, without the ceremony. */
export function delegatedToken(emulator: Emulator, userId: string, scopes: readonly string[]): string {
  const tenantId = emulator.directory.users.get(userId)?.tenantId ?? small.tenantId
  return seal(emulator, { tenantId, userId, scopes, roles: [] })
}

export function applicationToken(
  emulator: Emulator,
  roles: readonly string[],
  { tenantId = small.tenantId as string, appId = small.appId as string } = {},
): string {
  return seal(emulator, { tenantId, userId: null, scopes: [], roles, appId })
}

/** One raw request to the emulator; `path` without host. */
export function request(
  emulator: Emulator,
  method: string,
  path: string,
  options: { token?: string; headers?: Record<string, string>; json?: unknown } = {},
): Promise<Response> {
  return emulator.fetch(
    new Request(`https://graph.microsoft.com${path}`, {
      method,
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
    }),
  )
}

function seal(
  emulator: Emulator,
  claims: {
    tenantId: string
    userId: string | null
    scopes: readonly string[]
    roles: readonly string[]
    appId?: string
  },
): string {
  const issuedAt = Math.floor(emulator.clock.now().getTime() / 1000)
  return sealAccessToken(emulator, { appId: small.appId, issuedAt, expiresAt: issuedAt + 3600, ...claims })
}
