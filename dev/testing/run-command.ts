import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'

export type CommandResult = { code: number; output: string }

const running = new Set<number>()

/**
 * Runs a program of `node_modules/.bin` to its end and keeps what it says. Never rejects.
 * @param niceness 0 to 19: how far it stands back behind other programs, with all that it starts
 */
export function runCommand(
  command: string,
  args: string[],
  env: Record<string, string>,
  timeoutMs: number,
  niceness = 0,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    // A process group of its own, so that a late program is ended together with its workers.
    const child = spawn(command, args, {
      env: { NODE_ENV: 'test', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    const pid = child.pid ?? -1
    if (pid > 0) {
      running.add(pid)
      if (niceness > 0) setPriority(pid, niceness)
    }
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nended by force after ${timeoutMs / 1000} s`))
      endGroup(pid)
    }, timeoutMs)
    const finish = (code: number, more = '') => {
      clearTimeout(timer)
      running.delete(pid)
      resolve({ code, output: `${Buffer.concat(chunks).toString('utf8')}${more}`.trim() })
    }
    child.once('error', (error) => finish(1, `\n${error.message}`))
    child.once('close', (code) => finish(code ?? 1))
  })
}

/** Ends what still runs: Ctrl-C reaches only the program that it is typed for. */
export function endRunningCommands(): void {
  for (const pid of running) endGroup(pid)
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
