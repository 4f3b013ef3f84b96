import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seedDemo } from '../demo-data/seed'
import { type StackEnv, stackEnv } from '../env'
import { announce } from './announce'
import { answers } from './answers'
import { ensureBuild } from './app-build'
import { type ChildOptions, startChild } from './child'
import { migrate, startEmbeddedDatabase } from './database'
import { demoFile, writeDemoFile } from './demo-file'
import { openLedger } from './ledger'
import { Parts } from './parts'
import { type NeededPort, requirePorts } from './ports'
import { say } from './say'
import { loadSecrets, type Secrets } from './secrets'
import {
  addresses,
  appVariables,
  emulatorVariables,
  runnerVariables,
  SCRIPTS_CLIENT_ID,
  saveVariables,
} from './variables'

/** `demo` runs the built app, `dev` the one that follows the sources. */
export type StackMode = 'demo' | 'dev'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NEXT = join(ROOT, 'node_modules/next/dist/bin/next')
const START_TIMEOUT_MS = 90_000

/**
 * Brings up the whole product on this machine and stays until it is told to stop: database, migrations, demo data,
 * Microsoft 365 emulator, runner, app. Resolves when everything has ended.
 */
export async function runStack(mode: StackMode): Promise<void> {
  const given = stackEnv()
  const env = { ...given, TANDEM_DATA_DIR: resolve(given.TANDEM_DATA_DIR) }
  mkdirSync(env.TANDEM_DATA_DIR, { recursive: true, mode: 0o700 })
  const ledger = await openLedger(env.TANDEM_DATA_DIR)
  const parts = new Parts()
  const stopped = parts.stopOnSignal({ underNpm: env.given.npm_lifecycle_event !== undefined })
  try {
    await bringUp(mode, env, parts, ledger.note)
    await stopped
  } catch (error) {
    const asked = parts.signal.aborted
    await parts.stop()
    if (!asked) throw error
  } finally {
    ledger.close()
  }
}

async function bringUp(
  mode: StackMode,
  env: StackEnv,
  parts: Parts,
  note: (name: string, pid: number) => void,
): Promise<void> {
  const startedAt = Date.now()
  const secrets = loadSecrets(env.TANDEM_DATA_DIR)
  const at = addresses(env)
  await requirePorts(neededPorts(env))

  // It needs nothing of the others and takes longest.
  const built = mode === 'dev' ? Promise.resolve() : build(env, parts.signal)
  built.catch(() => {})

  const databaseUrl = env.given.DATABASE_URL ?? (await embeddedDatabase(env, secrets, parts))
  await migrate(databaseUrl)
  const app = appVariables(env, secrets, databaseUrl)
  saveVariables(env, secrets, databaseUrl)
  const cast = await seedDemo({ databaseUrl, secret: secrets.authSecret, now: new Date() })
  const scripts = { clientId: SCRIPTS_CLIENT_ID, clientSecret: secrets.scriptsClientSecret }
  const demo = demoFile(cast, at, scripts)
  writeDemoFile(env.TANDEM_DATA_DIR, demo)

  const start = (options: Pick<ChildOptions, 'name' | 'args' | 'env' | 'nodeEnv' | 'isReady'>) =>
    parts.add(() =>
      startChild({
        ...options,
        command: process.execPath,
        cwd: ROOT,
        output:
          mode === 'dev' && options.name === 'app'
            ? 'terminal'
            : { file: join(env.TANDEM_DATA_DIR, 'logs', `${options.name}.log`) },
        readyTimeoutMs: START_TIMEOUT_MS,
        onStart: (pid) => note(options.name, pid),
        onRestart: (name, why) => say(`The ${name} ended by itself (${why}): starting it again.`),
      }),
    )

  const emulator = start({
    name: 'emulator',
    args: ['--import', 'tsx', 'emulator/main.ts'],
    env: emulatorVariables(env, app, secrets),
    nodeEnv: 'development',
    isReady: () => answers(`${at.emulator}/common/v2.0/.well-known/openid-configuration`),
  })
  const runner =
    env.given.INNGEST_BASE_URL === undefined
      ? start({
          name: 'runner',
          args: ['--import', 'tsx', 'inngest/embedded/main.ts'],
          env: runnerVariables(env, app),
          nodeEnv: 'development',
          isReady: () => answers(at.runner),
        })
      : undefined
  await Promise.all([emulator, runner, built])
  await start({
    name: 'app',
    args: [NEXT, mode === 'dev' ? 'dev' : 'start', '-H', '127.0.0.1', '-p', String(env.PORT)],
    env: app,
    nodeEnv: mode === 'dev' ? 'development' : 'production',
    isReady: () => answers(`http://127.0.0.1:${env.PORT}/api/health`, 500),
  })
  announce(demo, at, { dataDir: env.TANDEM_DATA_DIR, seconds: (Date.now() - startedAt) / 1000 })
}

async function build(env: StackEnv, signal: AbortSignal): Promise<void> {
  const startedAt = Date.now()
  const onBuild = () => say('Building the app (first start, or its sources have changed) ...')
  const outcome = await ensureBuild(ROOT, env.given, { onBuild, signal })
  if (outcome === 'built') say(`Built in ${Math.round((Date.now() - startedAt) / 1000)} s.`)
}

async function embeddedDatabase(env: StackEnv, secrets: Secrets, parts: Parts): Promise<string> {
  const database = await startEmbeddedDatabase({
    dataDir: env.TANDEM_DATA_DIR,
    port: env.DATABASE_PORT,
    password: secrets.databasePassword,
    onRestart: (why) => say(`The database went away by itself (${why}): starting it again.`),
  })
  parts.addDatabase(database)
  return database.url
}

function neededPorts(env: StackEnv): NeededPort[] {
  const ports: NeededPort[] = [
    { what: 'app', port: env.PORT, variable: 'PORT' },
    { what: 'Microsoft 365 emulator', port: env.EMULATOR_PORT, variable: 'EMULATOR_PORT' },
    { what: "emulator's mail server", port: env.EMULATOR_SMTP_PORT, variable: 'EMULATOR_SMTP_PORT' },
  ]
  if (env.given.INNGEST_BASE_URL === undefined)
    ports.push({ what: 'runner', port: env.RUNNER_PORT, variable: 'RUNNER_PORT' })
  return ports
}
