import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { migrateDatabase } from '../../db/migrate'
import { type PostgresServer, startPostgres } from '../postgres/start-postgres'
import { takenPorts } from './ports'

const NAME = 'tandem'

export type StackDatabase = { url: string; takenOver: boolean; stop(): Promise<void> }

export type EmbeddedDatabaseOptions = {
  dataDir: string
  port: number
  password: string
  onRestart(why: string): void
}

/** The embedded server with the product's database in it. It is started again whenever it goes away by itself. */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<StackDatabase> {
  const start = async () => {
    try {
      const folder = join(options.dataDir, 'postgres')
      return await startPostgres({
        folder,
        password: options.password,
        port: options.port,
        durability: 'safe',
      })
    } catch (error) {
      if (!/could not bind|could not create any TCP/.test((error as Error).message)) throw error
      throw new Error(takenPorts([{ what: 'database', port: options.port, variable: 'DATABASE_PORT' }]), {
        cause: error,
      })
    }
  }
  let server = await start()
  let stopping = false
  await createDatabase(server)

  const keepAlive = async () => {
    while (!stopping) {
      await server.exited
      if (stopping) return
      options.onRestart('ended')
      try {
        server = await start()
      } catch (error) {
        options.onRestart((error as Error).message)
        await delay(2_000)
      }
    }
  }
  void keepAlive()

  return {
    url: server.url(NAME),
    takenOver: server.takenOver,
    async stop() {
      stopping = true
      await server.stop()
    },
  }
}

async function createDatabase(server: PostgresServer): Promise<void> {
  const sql = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = ${NAME}`
    if (found.length === 0) await sql`create database ${sql(NAME)}`
  } finally {
    await sql.end()
  }
}

/** Migrates; turns what commonly goes wrong with a database of one's own into words. */
export async function migrate(url: string): Promise<void> {
  try {
    await migrateDatabase(url)
  } catch (error) {
    const { hostname, port, pathname } = new URL(url)
    throw new Error(
      `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} cannot be migrated: ${(error as Error).message}`,
      { cause: error },
    )
  }
}
