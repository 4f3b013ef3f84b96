import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { freePort } from '../free-port'
import { endGroup } from '../stack/child'
import { requireBrowser } from './find-browser'
import { runCommand } from './run-command'
import { type Stage, withReport } from './stage'

const Report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

const PORTS = ['PORT', 'EMULATOR_PORT', 'EMULATOR_SMTP_PORT', 'RUNNER_PORT', 'DATABASE_PORT']

/** The journeys, in a browser, through a whole stack of their own: other ports, other data. */
export function browserStage(env: Record<string, string>): Stage {
  return {
    name: 'browser',
    async run() {
      const browser = requireBrowser(env.CHROMIUM_PATH)
      const dataDir = mkdtempSync(join(tmpdir(), 'tandem-journeys-'))
      const ports = await Promise.all(PORTS.map(async (name) => [name, String(await freePort())] as const))
      const stackEnv = { ...env, ...Object.fromEntries(ports), TANDEM_DATA_DIR: dataDir }
      const stack = startDemo(stackEnv)
      try {
        await stack.ready
        const { report, code, output } = await withReport(Report, (file) =>
          runCommand(
            'node_modules/.bin/playwright',
            ['test', '--reporter=list,json'],
            { ...stackEnv, PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: browser.path ?? '' },
            1_200_000,
          ),
        )
        const passed = report?.stats.expected ?? 0
        // A journey that passed only at a second try, or was not run, has not passed.
        const bad = report ? report.stats.unexpected + report.stats.flaky + report.stats.skipped : 0
        return { passed, failed: code !== 0 && bad === 0 ? 1 : bad, output }
      } finally {
        await stack.stop()
        rmSync(dataDir, { recursive: true, force: true })
      }
    },
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
