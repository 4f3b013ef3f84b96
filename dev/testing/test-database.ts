import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { connectDatabase, type DatabaseClient } from '../../db/client'
import { testEnv } from '../env'
import { databaseUrl } from './test-server'

export type TestDatabase = DatabaseClient & {
  /** For code that opens connections itself. */
  url: string
  /** The server's Unix socket, if it has one. */
  socket: string | null
}

/**
 * A migrated, empty database of its own, some 40 ms after the call. Make one in `beforeAll` of a `*.db.test.ts` file, and
 * `close` it in `afterAll`: that drops it.
 */
export async function createTestDatabase(poolSize = 10): Promise<TestDatabase> {
  const servers = inject('testDatabases')
  const own = servers[(testEnv().VITEST_POOL_ID - 1) % servers.length]
  if (!own) throw new Error('no server was started for the tests')
  const { adminUrl, template, socket } = own
  const name = `${template}_${randomBytes(4).toString('hex')}`
  await asAdmin(adminUrl, (admin) => {
    // Copying files beats writing them through the log for a database as small as this one.
    return admin`create database ${admin(name)} template ${admin(template)} strategy file_copy`
  })
  const url = databaseUrl(adminUrl, name)
  const client = connectDatabase(url, poolSize)
  return {
    ...client,
    url,
    socket,
    async close() {
      await client.close()
      await asAdmin(adminUrl, (admin) => admin`drop database if exists ${admin(name)} with (force)`)
    },
  }
}

async function asAdmin(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1 })
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
