import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { freePort } from '../free-port'
import type { PostgresBinaries } from './binaries'
import { makeCluster } from './make-cluster'
import { isAlive, looksLikePostgres, readPostmaster } from './postmaster-file'
import { type AccountKind, chooseAccount, SERVER_ENV, type ServerAccount } from './server-account'

export type PostgresOptions = {
  /** Keeps the cluster (`data`), the log and, if needed, a copy of the binaries. Made when missing. */
  folder: string
  /** Of the superuser `tandem`; must stay the same for the life of the folder. */
  password: string
  /** 0 takes a free one. */
  port: number
  /** `throw-away` trades safety against a power cut for speed: tests only. */
  durability: 'safe' | 'throw-away'
  /** Forces a way of running, for the tests of each. */
  account?: AccountKind
  /** Another PostgreSQL than the embedded one, of any supported version. */
  binaries?: PostgresBinaries
}

export type PostgresServer = {
  pid: number
  port: number
  /** True when a server that an earlier, killed start left behind was taken over. */
  takenOver: boolean
  /** The address of one database on this server, with user and password. */
  url(database: string): string
  /** Its Unix socket: a way to it that costs half as much. Throw-away servers have one, where paths are short enough. */
  socket: string | null
  /** Resolves when the server process is gone, whoever ended it. */
  exited: Promise<void>
  /** Ends it in good order, and the hard way after ten seconds. */
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 30_000
const STOP_TIMEOUT_MS = 10_000

/** A dying server's backends hold its lock and memory for a moment: another try succeeds. */
const TRY_AGAIN = /lock file ".*" already exists|pre-existing shared memory block/
const PORT_TAKEN = /could not bind|could not create any TCP\/IP sockets/

/** Starts (or takes over) the cluster in `folder`, making it first if needed. Errors carry the server's own words. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const account = chooseAccount(options.folder, options)
  const dataDir = join(account.folder, 'data')
  const orphan = await takeOver(dataDir, options)
  if (orphan) return orphan
  if (!existsSync(join(dataDir, 'PG_VERSION'))) makeCluster(account, dataDir, options)
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const attempt = await launch(account, dataDir, options)
    if ('server' in attempt) return attempt.server
    const retry = TRY_AGAIN.test(attempt.log) || (options.port === 0 && PORT_TAKEN.test(attempt.log))
    if (!retry || Date.now() > giveUpAt) {
      throw new Error(`PostgreSQL did not start in ${dataDir}:\n${attempt.log.trim()}`)
    }
    await delay(100)
  }
}

const NOT_DURABLE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']

type Attempt = { server: PostgresServer } | { log: string }

async function launch(account: ServerAccount, dataDir: string, options: PostgresOptions): Promise<Attempt> {
  const port = options.port === 0 ? await freePort() : options.port
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${socketOf(account.folder, port, options) === null ? '' : account.folder}`,
    'max_connections=200',
    ...(options.durability === 'throw-away' ? NOT_DURABLE : []),
  ]
  const { file, args } = account.command(account.binaries.postgres, [
    ...['-D', dataDir, '-p', String(port)],
    ...settings.flatMap((setting) => ['-c', setting]),
  ])
  const logFile = join(account.folder, 'postgres.log')
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0
  const log = openSync(logFile, 'a', 0o600)
  // A process group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops things in order.
  const child = spawn(file, args, {
    ...account.ids,
    cwd: account.folder,
    env: SERVER_ENV,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let gone = false
  const exited = new Promise<void>((resolve) => {
    const leave = () => {
      gone = true
      resolve()
    }
    child.once('exit', leave)
    child.once('error', leave)
  })
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  while (!gone && Date.now() < giveUpAt) {
    const postmaster = readPostmaster(dataDir)
    if (postmaster && postmaster.pid === child.pid && postmaster.ready) {
      child.unref()
      const socket = socketOf(account.folder, port, options)
      return { server: { ...server(postmaster.pid, port, exited, options), socket } }
    }
    await delay(20)
  }
  child.kill('SIGQUIT')
  return { log: readFileSync(logFile, 'utf8').slice(logStart) || `${file} could not be run` }
}

/** A server that outlived its killed supervisor is used again, if it is alive and answers with our password. */
async function takeOver(dataDir: string, options: PostgresOptions): Promise<PostgresServer | null> {
  const left = readPostmaster(dataDir)
  if (!left) return null
  if (!isAlive(left.pid) || !looksLikePostgres(left.pid)) {
    rmSync(join(dataDir, 'postmaster.pid'), { force: true })
    return null
  }
  const found = { ...server(left.pid, left.port, untilGone(left.pid), options), takenOver: true }
  const wrongPort = options.port !== 0 && options.port !== left.port
  if (wrongPort || !(await serves(found, dataDir))) {
    await found.stop()
    return null
  }
  return found
}

/** `sun_path` of the systems that we run on holds this much (unix(7); macOS). */
const longestSocketPath = 103

function socketOf(folder: string, port: number, { durability }: PostgresOptions): string | null {
  const path = join(folder, `.s.PGSQL.${port}`)
  return durability === 'throw-away' && path.length <= longestSocketPath ? path : null
}

async function serves(found: PostgresServer, dataDir: string): Promise<boolean> {
  const sql = postgres(found.url('postgres'), { max: 1, connect_timeout: 10 })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    return row?.data_directory === dataDir
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(200, undefined, { ref: false })
}

function server(
  pid: number,
  port: number,
  exited: Promise<void>,
  { password }: PostgresOptions,
): PostgresServer {
  const signal = (name: NodeJS.Signals) => isAlive(pid) && process.kill(pid, name)
  return {
    pid,
    port,
    takenOver: false,
    socket: null,
    url: (database) => `postgres://tandem:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    exited,
    async stop() {
      // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one (postgresql.org: Shutting Down the Server).
      signal('SIGINT')
      const hurryAt = Date.now() + STOP_TIMEOUT_MS
      while (isAlive(pid)) {
        if (Date.now() > hurryAt) signal('SIGQUIT')
        await delay(20)
      }
    },
  }
}
