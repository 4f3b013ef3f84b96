import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { runCommand } from './run-command'

export type StageResult = {
  passed: number
  failed: number /** Shown when something failed. */
  output: string
}

export type Stage = { name: string; run(): Promise<StageResult> }

const bin = (name: string) => join('node_modules/.bin', name)

/** Several commands that count as one check: it passes when each of them ends well. */
export function check(
  name: string,
  commands: [program: string, ...args: string[]][],
  env: Record<string, string>,
): Stage {
  return {
    name,
    async run() {
      const outputs: string[] = []
      for (const [program, ...args] of commands) {
        const { code, output } = await runCommand(bin(program), args, env, 600_000)
        if (code !== 0) outputs.push(`$ ${program} ${args.join(' ')}\n${output}`)
      }
      const failed = outputs.length > 0 ? 1 : 0
      return { passed: 1 - failed, failed, output: outputs.join('\n') }
    },
  }
}

const VitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })

/** How tests are run: more arguments of vitest, and how far they stand back behind what runs beside them. */
type How = { args?: string[]; niceness?: number }

/** The tests of some of vitest's projects. A run that fails without a failing test (a crash) counts as one failure. */
export function vitest(
  name: string,
  projects: string[],
  env: Record<string, string>,
  { args = [], niceness = 0 }: How = {},
): Stage {
  return {
    name,
    async run() {
      return withReport(VitestReport, async (file) =>
        runCommand(
          bin('vitest'),
          [
            'run',
            ...projects.flatMap((project) => ['--project', project]),
            ...args,
            ...['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
          ],
          env,
          3_000_000,
          niceness,
        ),
      ).then(({ report, code, output }) => {
        const passed = report?.numPassedTests ?? 0
        const failed = report?.numFailedTests ?? 0
        return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output }
      })
    },
  }
}

/** Runs a command that writes a JSON report; the report is null when it wrote none. */
export async function withReport<T>(
  schema: z.ZodType<T>,
  run: (file: string) => Promise<{ code: number; output: string }>,
): Promise<{ report: T | null; code: number; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-report-'))
  const file = join(folder, 'report.json')
  try {
    const { code, output } = await run(file)
    return { report: readReport(schema, file), code, output }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readReport<T>(schema: z.ZodType<T>, file: string): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // The program ended before it could write; its exit code says so, too.
    return null
  }
}
