import type { Database } from '@/db/client'
import type { Environment } from '@/lib/env'

export type IdentitySettings = {
  /** Microsoft's login host without a tenant, e.g. `https://login.microsoftonline.com`. */
  loginUrl: string
  /** Graph's host without a version, e.g. `https://graph.microsoft.com`. */
  graphUrl: string
  clientId: string
  clientSecret: string
  /** 32-byte keys in hexadecimal: the current one first, then older ones that can still be read. */
  keys: readonly string[]
}

/** The world that credentials live in: storage, time, Microsoft's login host, and how long a wait is. */
export type IdentityDeps = {
  db: Database
  now(): Date
  fetch: typeof fetch
  env: IdentitySettings
  /** Waiting for another process's refresh; the clock on the wall unless given. */
  sleep?(durationMs: number): Promise<void>
}

export function identitySettings(environment: Environment): IdentitySettings {
  return {
    loginUrl: environment.MICROSOFT_LOGIN_URL,
    graphUrl: environment.MICROSOFT_GRAPH_URL,
    clientId: environment.MICROSOFT_CLIENT_ID,
    clientSecret: environment.MICROSOFT_CLIENT_SECRET,
    keys: environment.TOKEN_ENCRYPTION_KEY,
  }
}
