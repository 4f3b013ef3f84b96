import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SERVER_ENV, type ServerAccount } from './server-account'
import type { PostgresOptions } from './start-postgres'

/** The same order of text on every platform, whatever locales it has; PostgreSQL 17 and newer. */
const LOCALE = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/** Makes the cluster beside its place and moves it there when it is whole: a start that is killed leaves no half of one. */
export function makeCluster(account: ServerAccount, dataDir: string, options: PostgresOptions): void {
  const unfinished = `${dataDir}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const passwordFile = join(account.folder, `password-${randomBytes(6).toString('hex')}`)
  writeFileSync(passwordFile, options.password, { mode: 0o600 })
  if (account.ids.uid !== undefined) chownSync(passwordFile, account.ids.uid, account.ids.gid)
  const throwAway = options.durability === 'throw-away'
  const { file, args } = account.command(account.binaries.initdb, [
    `--pgdata=${unfinished}`,
    '--username=tandem',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    ...(options.binaries ? ['--locale=C.UTF-8'] : LOCALE),
    ...(throwAway ? ['--no-sync'] : []),
    // A deliberately slow check of passwords is no use to tests, which connect all the time.
    ...(throwAway && !options.binaries ? ['--set=scram_iterations=1'] : []),
  ])
  try {
    const made = spawnSync(file, args, {
      ...account.ids,
      cwd: account.folder,
      env: SERVER_ENV,
      encoding: 'utf8',
    })
    if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
    renameSync(unfinished, dataDir)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}
