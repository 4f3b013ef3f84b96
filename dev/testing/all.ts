import { processEnv, testEnv } from '../env'
import { fail, say } from '../stack/say'
import { browserStage } from './browser-stage'
import { killStage } from './kill-stage'
import { livesStage } from './lives-stage'
import { migrationsStage } from './migrations-stage'
import { endRunningCommands } from './run-command'
import { check, type Stage, type StageResult, vitest } from './stage'
import { startSystemPostgres } from './system-postgres'

/** `npm test`: everything that CI runs. The last line is the sum of all of it. */
async function all(): Promise<void> {
  const { CI, TEST_DATABASE_URL } = testEnv()
  const ours = {
    NEXT_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
  }
  // The embedded server is tested first, whatever was given.
  const env = { ...ours, ...processEnv(), TEST_DATABASE_URL: '' }
  const system =
    TEST_DATABASE_URL === undefined && CI !== undefined
      ? await Promise.all([startSystemPostgres(), startSystemPostgres()])
      : []
  const stopSystem = () => Promise.all(system.map((server) => server?.stop()))
  const otherDatabases = TEST_DATABASE_URL ?? system.flatMap((server) => server?.url ?? [])

  const stages: (Stage | Stage[])[] = [
    // Each of them uses one core for most of its time.
    [
      check(
        'types',
        [
          ['next', 'typegen'],
          ['tsc', '--noEmit'],
        ],
        env,
      ),
      check('format and lint', [['biome', 'check', '.', '--error-on-warnings']], env),
      check('imports', [['depcruise', '--config', '.dependency-cruiser.cjs', ...SOURCES]], env),
      check('dead code', [['knip']], env),
      migrationsStage(env),
    ],
    vitest('unit', ['unit*'], env),
    vitest('integration, embedded PostgreSQL', ['integration*'], env),
    ...(otherDatabases.length > 0
      ? [
          vitest('integration, given PostgreSQL', ['integration*'], {
            ...env,
            TEST_DATABASE_URL: otherDatabases.join(','),
            // What is long and the same on any server has been lived on the embedded one.
            SIMULATION: 'off',
          }),
        ]
      : []),
    browserStage(env),
    // What is killed is waited for most of the time.
    [killStage(env), livesStage(env)],
  ]
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      endRunningCommands()
      void stopSystem().finally(() => process.exit(1))
    })
  }
  const total = { passed: 0, failed: 0 }
  try {
    for (const stage of stages) {
      for (const { passed, failed } of await Promise.all([stage].flat().map(runStage))) {
        total.passed += passed
        total.failed += failed
      }
    }
  } finally {
    await stopSystem()
  }
  say(`\n${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed === 0 ? 0 : 1)
}

const SOURCES = [
  'app',
  'components',
  'lib',
  'db',
  'inngest',
  'emulator',
  'dev',
  'e2e',
  'proxy.ts',
  'instrumentation.ts',
]

async function runStage(stage: Stage): Promise<StageResult> {
  const startedAt = Date.now()
  const result = await stage
    .run()
    .catch((error: Error): StageResult => ({ passed: 0, failed: 1, output: error.message }))
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  const verdict = result.failed === 0 ? 'ok  ' : 'FAIL'
  say(`${verdict} ${stage.name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`)
  if (result.failed > 0) say(`${result.output}\n`)
  return result
}

all().catch(fail)
