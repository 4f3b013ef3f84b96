import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port'
import { endGroup } from './child'

const PORTS = ['PORT', 'EMULATOR_PORT', 'EMULATOR_SMTP_PORT', 'RUNNER_PORT', 'DATABASE_PORT']

export type OwnStack = { dataDir: string; env: Record<string, string> }

/** Runs `work` beside a whole stack of its own, on free ports and with data of its own, which is gone afterwards. */
export async function withOwnStack<Result>(
  env: Record<string, string>,
  work: (stack: OwnStack) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-stack-'))
  const ports = await Promise.all(PORTS.map(async (name) => [name, String(await freePort())] as const))
  const stackEnv = { ...env, ...Object.fromEntries(ports), TANDEM_DATA_DIR: dataDir }
  const stack = startDemo(stackEnv)
  try {
    await stack.ready
    return await work({ dataDir, env: stackEnv })
  } finally {
    await stack.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** `npm run demo` as a person starts it; ready when it says so. */
function startDemo(env: Record<string, string>): { ready: Promise<void>; stop(): Promise<void> } {
  const demo = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'dev/demo.ts'], {
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const exited = new Promise<void>((resolve) => demo.once('exit', () => resolve()))
  let output = ''
  const ready = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (output.includes('Ctrl-C stops everything')) resolve()
    }
    demo.stdout.on('data', listen)
    demo.stderr.on('data', listen)
    void exited.then(() => reject(new Error(`The stack did not start:\n${output.trim()}`)))
  })
  return { ready, stop: () => endGroup(demo.pid ?? -1, exited, 20_000) }
}
