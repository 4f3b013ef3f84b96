import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../postgres/start-postgres'

const DEBIAN = '/usr/lib/postgresql'

/**
 * A throw-away cluster of the PostgreSQL that Debian or Ubuntu installed, so that the tests also meet another version
 * than the embedded one. `null` where there is none.
 */
export async function startSystemPostgres(): Promise<{ url: string; stop(): Promise<void> } | null> {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : []
  const newest = Math.max(0, ...versions.filter((version) => version >= 15))
  if (newest === 0) return null
  const bin = join(DEBIAN, String(newest), 'bin')
  const folder = mkdtempSync(join(tmpdir(), 'tandem-system-postgres-'))
  const server = await startPostgres({
    folder,
    password: 'tests',
    port: 0,
    durability: 'throw-away',
    binaries: { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') },
  })
  return {
    url: server.url('postgres'),
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
