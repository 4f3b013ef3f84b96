import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a running server writes about itself into `postmaster.pid` (PostgreSQL: src/include/utils/pidfile.h). */
export type Postmaster = { pid: number; port: number; ready: boolean }

/** Reads the data folder's `postmaster.pid`; `null` when there is none or it is still being written. */
export function readPostmaster(dataDir: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return null
  return { pid, port, ready: lines[7]?.trim() === 'ready' }
}

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** False when the id has passed on to a program that is no PostgreSQL (after a reboot of the machine or container). */
export function looksLikePostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return isAlive(pid)
  }
}
