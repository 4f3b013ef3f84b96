import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { migrateDatabase } from '../../db/migrate'
import { isAlive, readPostmaster } from '../postgres/postmaster-file'
import { startPostgres } from '../postgres/start-postgres'

export type TestServer = {
  /** A database in which others may be made. */
  adminUrl: string
  /** The migrated database that every test database is a copy of. */
  template: string
  /** Another way to it than the address, which costs less; not there for a given server. */
  socket: string | null
  stop(): Promise<void>
}

const FOLDERS = join(tmpdir(), `tandem-test-postgres-${process.getuid?.() ?? 'user'}`)

/** Starts a server for one test run, or uses the one at `givenUrl`, and migrates the template on it. */
export async function startTestServer(givenUrl: string | undefined): Promise<TestServer> {
  const host =
    givenUrl === undefined ? await throwAwayServer() : { url: givenUrl, socket: null, stop: async () => {} }
  const template = `tandem_test_${randomBytes(6).toString('hex')}`
  const admin = postgres(host.url, { max: 1, onnotice: () => {} })
  await admin`create database ${admin(template)} template template0 encoding 'UTF8'`
  await migrateDatabase(databaseUrl(host.url, template))
  return {
    adminUrl: host.url,
    template,
    socket: host.socket,
    async stop() {
      if (givenUrl !== undefined) {
        const left = await admin<{ datname: string }[]>`
          select datname from pg_database where datname like ${`${template}%`}`
        for (const { datname } of left) await admin`drop database if exists ${admin(datname)} with (force)`
      }
      await admin.end()
      await host.stop()
    },
  }
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function throwAwayServer() {
  removeLeftovers()
  const folder = join(FOLDERS, `${process.pid}-${randomBytes(4).toString('hex')}`)
  mkdirSync(folder, { recursive: true })
  const password = randomBytes(12).toString('hex')
  const server = await startPostgres({ folder, password, port: 0, durability: 'throw-away' })
  return {
    url: server.url('postgres'),
    socket: server.socket,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A test run that was killed leaves its server: end it, it belongs to nobody any more. */
function removeLeftovers(): void {
  mkdirSync(FOLDERS, { recursive: true })
  for (const name of readdirSync(FOLDERS)) {
    if (isAlive(Number.parseInt(name, 10))) continue
    const folder = join(FOLDERS, name)
    const left = readPostmaster(join(folder, 'data'))
    if (left && isAlive(left.pid)) process.kill(left.pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}
