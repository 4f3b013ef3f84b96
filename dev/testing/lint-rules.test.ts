import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const readsEnvironment = 'export const url = process.env.DATABASE_URL\n'

/** Files of a bad sample, each with the rule that must find it; `null` where it is allowed. */
const sample: { path: string; source: string; rule: string | null }[] = [
  { path: 'lib/crm/reads-environment.ts', source: readsEnvironment, rule: 'noProcessEnv' },
  { path: 'dev/stack/reads-environment.ts', source: readsEnvironment, rule: 'noProcessEnv' },
  { path: 'lib/env.ts', source: readsEnvironment, rule: null },
  { path: 'dev/env.ts', source: readsEnvironment, rule: null },
  { path: 'emulator/env.ts', source: readsEnvironment, rule: null },
  { path: 'inngest/embedded/env.ts', source: readsEnvironment, rule: null },
  { path: 'lib/any.ts', source: 'export const nothing: any = null\n', rule: 'noExplicitAny' },
  {
    path: 'lib/bang.ts',
    source: 'export const f = (a: string[]) => a[0]!.length\n',
    rule: 'noNonNullAssertion',
  },
  { path: 'lib/barrel.ts', source: "export * from './any'\n", rule: 'noBarrelFile' },
  {
    path: 'lib/a.test.ts',
    source: "import { it } from 'vitest'\nit.skip('a', () => {})\n",
    rule: 'noSkippedTests',
  },
  {
    path: 'lib/b.test.ts',
    source: "import { it } from 'vitest'\nit.only('a', () => {})\n",
    rule: 'noFocusedTests',
  },
]

describe('the lint rules', () => {
  let root: string
  let found: string[]

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'tandem-lint-rules-'))
    for (const { path, source } of sample) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), source)
    }
    const config = JSON.parse(readFileSync('biome.json', 'utf8'))
    writeFileSync(join(root, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
    const args = ['lint', '--reporter=github', '--max-diagnostics=none', '.']
    const { stdout } = spawnSync(resolve('node_modules/.bin/biome'), args, { cwd: root, encoding: 'utf8' })
    found = stdout.split('\n').filter((line) => line.startsWith('::error'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it.each(sample)('$path: $rule', ({ path, rule }) => {
    const rules = found
      .filter((line) => line.includes(`file=${join(root, path)},`))
      .map((line) => /\/(\w+),/.exec(line)?.[1])
    expect(rules).toEqual(rule === null ? [] : [rule])
  })
})
