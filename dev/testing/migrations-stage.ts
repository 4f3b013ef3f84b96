import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './run-command'
import type { Stage } from './stage'

const KIT = 'node_modules/.bin/drizzle-kit'

/** Schema and migrations say the same: generating on a copy of the migrations yields nothing new. */
export function migrationsStage(env: Record<string, string>): Stage {
  return {
    name: 'migrations',
    async run() {
      // Inside the repository, because drizzle-kit resolves its output against it.
      const copy = mkdtempSync('node_modules/.cache-migrations-')
      try {
        cpSync('db/migrations', copy, { recursive: true })
        const before = readdirSync(copy).length
        const about = ['--dialect=postgresql', `--out=./${copy}`]
        const checked = await runCommand(KIT, ['check', ...about], env, 60_000)
        const generated = await runCommand(
          KIT,
          ['generate', ...about, '--schema=./db/schema/*.ts', '--casing=snake_case', '--name=missing'],
          env,
          60_000,
        )
        const added = readdirSync(copy).slice(before)
        const good = checked.code === 0 && generated.code === 0 && readdirSync(copy).length === before
        const output = [
          checked.output,
          generated.output,
          good ? '' : `The schema has changes without a migration: npm run db:generate ${added.join(' ')}`,
        ]
        return { passed: good ? 1 : 0, failed: good ? 0 : 1, output: output.join('\n').trim() }
      } finally {
        rmSync(join(copy), { recursive: true, force: true })
      }
    },
  }
}
