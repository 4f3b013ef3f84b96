import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process id together with what keeps it apart from a later process that gets the same number. */
export type ProcessIdentity = { pid: number; startedAt: string }

/** `null` when there is no such process (any more). */
export function identify(pid: number): ProcessIdentity | null {
  const startedAt = startTime(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/** True while the very process that was identified is alive. */
export function isStillRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return startTime(pid) === startedAt
}

function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): the name in parentheses may hold anything; after it, state is field 3 and the start time is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    if (process.platform === 'linux') return null
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout?.trim() || null
  }
}
