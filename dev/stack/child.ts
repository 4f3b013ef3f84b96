import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

export type ChildOptions = {
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  nodeEnv: 'production' | 'development'
  cwd: string
  /** Where its output goes; `terminal` shows it. */
  output: 'terminal' | { file: string }
  /** Resolves to true once the program does its work. Asked again and again. */
  isReady(): Promise<boolean>
  readyTimeoutMs: number
  /** Called with the process id of every new start, and when the program came back by itself. */
  onStart(pid: number): void
  onRestart(name: string, why: string): void
}

export type Child = {
  /**
   * Resolves when the program does its work for the first time. Rejects with the end of its output when it ends, or is
   * late, before that.
   */
  ready: Promise<void>
  /** Ends the program and everything it started: politely, and after `graceMs` by force. */
  stop(graceMs: number): Promise<void>
}

const BACKOFF_MS = { first: 300, most: 10_000 }

/** Starts a program. Once it was ready it is started again whenever it ends by itself. */
export function startChild(options: ChildOptions): Child {
  let stopping = false
  let backoffMs = BACKOFF_MS.first
  let current = launch(options)

  const stop = async (graceMs: number) => {
    stopping = true
    await endGroup(current.pid, current.exited, graceMs)
  }

  const keepAlive = async () => {
    while (!stopping) {
      const why = await current.exited
      if (stopping) return
      options.onRestart(options.name, why)
      await delay(backoffMs)
      if (stopping) return
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MS.most)
      current = launch(options)
      // Whoever has come up did not die of its start.
      if ((await untilReady(options, current.exited)) === null) backoffMs = BACKOFF_MS.first
    }
  }

  const becomeReady = async () => {
    const problem = await untilReady(options, current.exited)
    if (problem !== null)
      throw new Error(`The ${options.name} did not start: ${problem}${tail(options.output)}`)
    void keepAlive()
  }
  return { ready: becomeReady(), stop }
}

function launch(options: ChildOptions): { pid: number; exited: Promise<string> } {
  const { command, args, cwd } = options
  const env = { ...options.env, NODE_ENV: options.nodeEnv }
  const log = options.output === 'terminal' ? 'inherit' : openLog(options.output.file)
  // A process group of its own: Ctrl-C reaches the supervisor alone, which then stops things in order.
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', log, log] })
  if (typeof log === 'number') closeSync(log)
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
    child.once('error', (error) => resolve(error.message))
  })
  const pid = child.pid ?? -1
  if (pid > 0) options.onStart(pid)
  return { pid, exited }
}

const LOG_LIMIT_BYTES = 20_000_000

/** A file, not a pipe: the program goes on writing when the supervisor is killed. */
function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.old`)
  return openSync(file, 'a', 0o600)
}

async function untilReady(options: ChildOptions, exited: Promise<string>): Promise<string | null> {
  let ended: string | null = null
  void exited.then((why) => {
    ended = why
  })
  const giveUpAt = Date.now() + options.readyTimeoutMs
  while (ended === null && Date.now() < giveUpAt) {
    if (await options.isReady()) return null
    await delay(100)
  }
  return ended ?? `not ready after ${options.readyTimeoutMs / 1000} s`
}

function tail(output: ChildOptions['output']): string {
  if (output === 'terminal' || !existsSync(output.file)) return ''
  const lines = readFileSync(output.file, 'utf8').trimEnd().split('\n').slice(-25)
  return `\n${lines.map((line) => `  | ${line}`).join('\n')}\n  (all of it: ${output.file})`
}

/** Ends a process group; resolves when its leader is gone. */
export async function endGroup(pid: number, exited: Promise<unknown>, graceMs: number): Promise<void> {
  if (pid <= 0) return
  signalGroup(pid, 'SIGTERM')
  const late = await Promise.race([exited.then(() => false), delay(graceMs, true, { ref: false })])
  if (late) signalGroup(pid, 'SIGKILL')
  await exited
  // Its leader may leave others behind.
  signalGroup(pid, 'SIGKILL')
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
