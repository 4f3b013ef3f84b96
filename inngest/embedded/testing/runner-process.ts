import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { RunnerSettings } from '../settings'

/** A runner in a process of its own, which a test may kill. */
export type RunnerProcess = {
  url: string
  /** `kill -9`. */
  kill(): Promise<void>
  /** SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>
  exited: Promise<number | null>
}

export type Spawned = { child: ChildProcess; output: () => string }

/** Starts `main.ts` with exactly these variables. */
export function spawnMain(variables: Record<string, string>): Spawned {
  const child = spawn(process.execPath, ['--import', 'tsx', 'inngest/embedded/main.ts'], {
    env: { NODE_ENV: 'test', RUNNER_LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  return { child, output: () => output }
}

export function variablesFor(settings: RunnerSettings): Record<string, string> {
  return {
    DATABASE_URL: settings.databaseUrl,
    RUNNER_PORT: String(settings.port),
    APP_URL: new URL(settings.appEndpoint).origin,
    INNGEST_SIGNING_KEY: settings.signingKey,
    INNGEST_EVENT_KEY: settings.eventKey,
    RUNNER_LEASE_MS: String(settings.leaseMs),
    RUNNER_RESYNC_MS: String(settings.resyncMs),
    ...(settings.flatRetryMs === null ? {} : { RUNNER_FLAT_RETRY_MS: String(settings.flatRetryMs) }),
  }
}

/** Starts a runner and waits for its line. @throws Error with what it printed when it ends before. */
export async function spawnRunner(settings: RunnerSettings): Promise<RunnerProcess> {
  const { child, output } = spawnMain(variablesFor(settings))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => output().includes('Runner ready') && resolve())
    void exited.then(() => reject(new Error(`The runner ended: ${output()}`)))
  })
  return {
    url: `http://127.0.0.1:${settings.port}`,
    exited,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}
