import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase } from '../../db/client'
import { freePort } from '../free-port'
import { type PostgresServer, startPostgres } from './start-postgres'

// The driver is patched (patches/, docs/decisions/0002-postgres-js-patched.md). Without the patch these tests end in an
// uncaught TypeError, hang, or find the wrong rows. They tell when a new version needs no patch any more.

const POOL_SIZE = 10

describe('the database driver, when backends go away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-driver-'))
  let port: number
  let server: PostgresServer
  let sql: postgres.Sql
  let killer: postgres.Sql

  const start = () => startPostgres({ folder, password: 'driver', port, durability: 'throw-away' })

  beforeAll(async () => {
    port = await freePort()
    server = await start()
    sql = connectDatabase(server.url('postgres'), POOL_SIZE).sql
    killer = connectDatabase(server.url('postgres'), 1).sql
    await sql`create table written (worker int, what text)`
  })

  afterAll(async () => {
    await Promise.all([sql.end({ timeout: 5 }), killer.end({ timeout: 5 })])
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const killHalf = () => killer`
    select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and backend_type = 'client backend' and pid % 2 = 0`

  /** Every connection of the pool at once: a lost one would make this wait for ever. */
  const backendsAtOnce = async () => {
    const rows = await Promise.all(
      Array.from({ length: POOL_SIZE }, () =>
        sql.begin(async (tx) => {
          const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
          await tx`select pg_sleep(0.2)`
          return row?.pid
        }),
      ),
    )
    return new Set(rows).size
  }

  it('delivers every error to its caller and recovers, after kills in transactions and a restart of the server', async () => {
    let stopped = false
    let done = 0
    const errors: unknown[] = []
    const workers = Array.from({ length: 20 }, async (_, worker) => {
      while (!stopped) {
        try {
          await sql.begin(async (tx) => {
            await tx`insert into written values (${worker}, 'before')`
            await tx`select pg_sleep(0.005)`
            await tx`insert into written values (${worker}, 'after')`
          })
          done += 1
        } catch (error) {
          errors.push(error)
          await delay(2)
        }
      }
    })
    for (let round = 0; round < 12; round += 1) {
      await delay(50)
      await killHalf()
    }
    await server.stop()
    server = await start()
    const doneBefore = done
    await expect.poll(() => done, { timeout: 10_000 }).toBeGreaterThan(doneBefore + 100)
    stopped = true
    await Promise.all(workers)

    expect(errors.length).toBeGreaterThan(0)
    const [counts] = await sql<{ before: number; after: number }[]>`
      select count(*) filter (where what = 'before')::int as before, count(*) filter (where what = 'after')::int as after
      from written`
    expect(counts).toEqual({ before: counts?.after, after: counts?.before })
    expect(counts?.after).toBeGreaterThanOrEqual(done)
    expect(await backendsAtOnce()).toBe(POOL_SIZE)
  })

  it('never carries out the rest of a dead transaction inside another one', async () => {
    const { sql: one } = connectDatabase(server.url('postgres'), 1)
    let goOn = () => {}
    const killed = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const dead = one.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      await killer`select pg_terminate_backend(${row?.pid ?? 0})`
      await killed
      await tx`insert into written values (99, 'from the dead')`
    })
    await expect(dead).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    const living = one.begin(async (tx) => {
      await tx`select 1`
      goOn()
      await tx`select pg_sleep(0.05)`
    })
    await living
    const rows = await one`select 1 from written where worker = 99`
    expect(rows).toHaveLength(0)
    await one.end()
  })

  it('settles queries that waited inside a transaction for the connection that died', async () => {
    const dead = sql.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      const waiting = [tx`select pg_sleep(10)`, tx`select 1`, tx`select 2`]
      const settled = Promise.allSettled(waiting)
      await killer`select pg_terminate_backend(${row?.pid ?? 0})`
      return (await settled).map(({ status }) => status)
    })
    await expect(dead).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    expect(await backendsAtOnce()).toBe(POOL_SIZE)
  })

  it('gives a transaction a connection of its own when a hundred queries are in the pipe', async () => {
    const { sql: one } = connectDatabase(server.url('postgres'), 1)
    await one`select 1`
    const queries = Array.from({ length: 100 }, () => one`select 1`.execute())
    const transaction = one.begin(async (tx) => {
      await tx`insert into written values (100, 'inside')`
      throw new Error('roll back')
    })
    await expect(transaction).rejects.toThrow('roll back')
    await Promise.all(queries)
    expect(await one`select 1 from written where worker = 100`).toHaveLength(0)
    await one.end()
  })
})
