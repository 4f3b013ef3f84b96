import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '../free-port'
import type { AccountKind } from './server-account'
import { type PostgresOptions, type PostgresServer, startPostgres } from './start-postgres'

const isRoot = process.getuid?.() === 0
/** Ways that this machine can be asked for; what it cannot do is what `chooseAccount` avoids. */
const accounts: AccountKind[] = isRoot ? ['nobody'] : ['self']

describe('the embedded PostgreSQL', () => {
  const folders: string[] = []
  const servers: PostgresServer[] = []

  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-postgres-'))
    folders.push(folder)
    return folder
  }

  const start = async (options: Partial<PostgresOptions> & { folder: string }) => {
    const server = await startPostgres({
      password: 'a pass/word',
      port: 0,
      durability: 'throw-away',
      ...options,
    })
    servers.push(server)
    return server
  }

  const ask = async <T>(server: PostgresServer, work: (sql: postgres.Sql) => Promise<T>) => {
    const sql = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
    return work(sql).finally(() => sql.end())
  }

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  it('comes up for whoever starts it, and keeps its data over a restart', async () => {
    const folder = newFolder()
    const first = await start({ folder })
    await ask(first, (sql) => sql`create table kept as select 'here' as what`)
    await first.stop()
    const second = await start({ folder })
    expect(await ask(second, (sql) => sql`select what from kept`)).toEqual([{ what: 'here' }])
  })

  it.each(accounts)('comes up as %s in a folder that no other user may enter', async (account) => {
    const home = newFolder()
    chmodSync(home, 0o700)
    const server = await start({ folder: join(home, 'data'), account })
    expect(await ask(server, (sql) => sql`select current_user as name`)).toEqual([{ name: 'tandem' }])
    if (account === 'nobody') {
      const [row] = await ask(server, (sql) => sql<{ data_directory: string }[]>`show data_directory`)
      folders.push(join(row?.data_directory ?? '/nowhere', '..'))
    }
  })

  it('takes over the server that a killed start left behind', async () => {
    const folder = newFolder()
    const orphan = await start({ folder })
    const again = await start({ folder })
    expect(again).toMatchObject({ pid: orphan.pid, port: orphan.port, takenOver: true })
  })

  it('moves an orphan that listens on another port than asked for', async () => {
    const folder = newFolder()
    const orphan = await start({ folder })
    const port = await freePort()
    const moved = await start({ folder, port })
    expect(moved).toMatchObject({ port, takenOver: false })
    await orphan.exited
  })

  it('comes up again at once after kill -9, with everything that was committed', async () => {
    const folder = newFolder()
    const first = await start({ folder, durability: 'safe' })
    await ask(first, (sql) => sql`create table kept as select 1 as what`)
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const second = await start({ folder })
    expect(await ask(second, (sql) => sql`select what from kept`)).toEqual([{ what: 1 }])
  })

  it('makes a whole cluster after a start that was killed while it made one', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'data.new', 'base'), { recursive: true })
    writeFileSync(join(folder, 'data.new', 'PG_VERSION'), '18')
    const server = await start({ folder })
    expect(await ask(server, (sql) => sql`select 1 as whole`)).toEqual([{ whole: 1 }])
  })

  it('lets nobody in without the password', async () => {
    const server = await start({ folder: newFolder() })
    const url = new URL(server.url('postgres'))
    url.password = 'guessed'
    const sql = postgres(url.href, { max: 1 })
    await expect(sql`select 1`).rejects.toMatchObject({ code: '28P01' })
    await sql.end()
  })

  it("passes the server's own words on when it cannot start", async () => {
    const taken = await start({ folder: newFolder() })
    const options = {
      folder: newFolder(),
      password: 'x',
      port: taken.port,
      durability: 'throw-away',
    } as const
    await expect(startPostgres(options)).rejects.toThrow(/could not bind|Address already in use/)
  })
})
