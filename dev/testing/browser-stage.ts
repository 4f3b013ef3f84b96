import { z } from 'zod'
import { withOwnStack } from '../stack/own-stack'
import { say } from '../stack/say'
import { requireBrowser } from './find-browser'
import { runCommand } from './run-command'
import { type Stage, withReport } from './stage'

const Report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

/** The journeys, in a browser, through a whole stack of their own: other ports, other data. */
export function browserStage(env: Record<string, string>): Stage {
  return {
    name: 'browser',
    async run() {
      const browser = requireBrowser(env.CHROMIUM_PATH)
      return withOwnStack(env, async (stack) => {
        const { report, code, output } = await withReport(Report, (file) =>
          runCommand(
            'node_modules/.bin/playwright',
            ['test', '--reporter=list,json'],
            { ...stack.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: browser.path ?? '' },
            1_200_000,
          ),
        )
        const passed = (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0)
        // A journey that was not run has not passed.
        const bad = report ? report.stats.unexpected + report.stats.skipped : 0
        if (report && report.stats.flaky > 0)
          say(`${report.stats.flaky} journeys passed at the second try only`)
        return { passed, failed: code !== 0 && bad === 0 ? 1 : bad, output }
      })
    },
  }
}
