import { join } from 'node:path'
import { z } from 'zod'
import { type OwnStack, withOwnStack } from '../stack/own-stack'
import { say } from '../stack/say'
import { requireBrowser } from './find-browser'
import { runCommand } from './run-command'
import { type Stage, type StageResult, withReport } from './stage'

const Report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

/**
 * The journeys, in a browser, each half through a whole stack of its own: other ports, other data. A journey mostly waits
 * for one thing after the other, so that the halves fit beside each other.
 */
export function browserStage(env: Record<string, string>): Stage {
  return {
    name: 'browser',
    async run() {
      const path = requireBrowser(env.CHROMIUM_PATH).path ?? ''
      // The second stack starts while the first is walked through: it finds the app built, and other ports taken.
      const halves = await withOwnStack(env, (first) =>
        Promise.all([walk(first, path, '1/2'), withOwnStack(env, (second) => walk(second, path, '2/2'))]),
      )
      return {
        passed: halves.reduce((sum, { passed }) => sum + passed, 0),
        failed: halves.reduce((sum, { failed }) => sum + failed, 0),
        output: halves.map(({ output }) => output).join('\n'),
      }
    },
  }
}

/** One half of the journeys, one after the other. */
async function walk(stack: OwnStack, browser: string, half: `${number}/2`): Promise<StageResult> {
  const { report, code, output } = await withReport(Report, (file) =>
    runCommand(
      'node_modules/.bin/playwright',
      [
        ...['test', '--reporter=list,json', `--shard=${half}`],
        // Each run empties its folder when it starts.
        ...['--output', join('test-results', half.replace('/', '-of-'))],
      ],
      { ...stack.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: browser },
      1_200_000,
    ),
  )
  const passed = (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0)
  // A journey that was not run has not passed.
  const bad = report ? report.stats.unexpected + report.stats.skipped : 0
  if (report && report.stats.flaky > 0) say(`${report.stats.flaky} journeys passed at the second try only`)
  return { passed, failed: code !== 0 && bad === 0 ? 1 : bad, output }
}
