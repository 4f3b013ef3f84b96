import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnvironment } from '@/lib/env'
import { stackEnv } from './env'
import { announceSetUp } from './stack/announce-set-up'
import { migrate } from './stack/database'
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
  // A container's stop reaches this process only; it ends when the app has answered what it was asked.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal))
  app.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)))
  app.once('error', fail)
}

start().catch(fail)
