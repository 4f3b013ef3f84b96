import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnvironment } from '@/lib/env'
import { stackEnv } from './env'
import { announceSetUp } from './stack/announce-set-up'
import { migrate } from './stack/database'
import { onParentGone } from './stack/parent-gone'
import { fail } from './stack/say'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Production: checks the variables, migrates, tells how to set up, serves. No emulator, no demo data, no embedded anything. */
async function start(): Promise<void> {
  const env = stackEnv()
  const variables = { ...env.given, NODE_ENV: 'production' } as const
  const { DATABASE_URL, APP_URL } = parseEnvironment(variables)
  if (!existsSync(join(ROOT, '.next/BUILD_ID')))
    throw new Error('There is no build: run npm run build first.')
  await migrate(DATABASE_URL)
  await announceSetUp(DATABASE_URL, APP_URL)

  const next = join(ROOT, 'node_modules/next/dist/bin/next')
  const app = spawn(process.execPath, [next, 'start', '-H', env.LISTEN, '-p', String(env.PORT)], {
    cwd: ROOT,
    env: { ...variables, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  })
  // A container's stop reaches this process only; the app ends when it has answered what it was asked.
  let stopping = false
  const stop = () => {
    stopping = true
    app.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  if (env.given.npm_lifecycle_event !== undefined) onParentGone(stop)
  app.once('exit', (code) => process.exit(stopping ? 0 : (code ?? 1)))
  app.once('error', fail)
}

start().catch(fail)
