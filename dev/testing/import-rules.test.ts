import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
})

/** Each file breaks exactly the rules it is listed with. */
const sample: Record<string, { source: string; breaks: string[] }> = {
  'db/client.ts': { source: 'export const rows = 1', breaks: [] },
  'db/reaches-up.ts': {
    source: `import { contact } from '../lib/crm/contacts'\nexport const up = contact`,
    breaks: ['layers-database-lib'],
  },
  'emulator/graph.ts': { source: 'export const graph = 1', breaks: [] },
  'emulator/borrows.ts': {
    source: `import { rows } from '../db/client'\nexport const borrowed = rows`,
    breaks: ['emulator-stands-alone'],
  },
  'lib/crm/contacts.ts': { source: 'export const contact = 1', breaks: [] },
  'lib/crm/asks-sync.ts': {
    source: `import type { Plan } from '@/lib/sync/core/plan'\nexport type Asked = Plan`,
    breaks: ['layers-crm'],
  },
  'lib/crm/knows-nextjs.ts': {
    source: `import { headers } from 'next/headers'\nexport const seen = headers`,
    breaks: ['only-the-web-knows-nextjs'],
  },
  'lib/crm/meets-emulator.ts': {
    source: `import { graph } from '@/emulator/graph'\nexport const met = graph`,
    breaks: ['nothing-knows-the-emulator'],
  },
  'lib/crm/uses-a-fake.ts': {
    source: `import { fake } from './testing/fake'\nexport const used = fake`,
    breaks: ['no-test-code-in-the-product'],
  },
  'lib/crm/testing/fake.ts': { source: 'export const fake = 1', breaks: [] },
  'lib/crm/one.ts': {
    source: `import { two } from './two'\nexport const one = () => two`,
    breaks: ['no-cycles'],
  },
  'lib/crm/two.ts': { source: `import { one } from './one'\nexport const two = () => one`, breaks: [] },
  'lib/sync/core/plan.ts': { source: 'export type Plan = 1', breaks: [] },
  'lib/sync/core/reads-a-file.ts': {
    source: `import { readFileSync } from 'node:fs'\nexport const read = readFileSync`,
    breaks: ['sync-core-is-pure'],
  },
  'lib/sync/core/takes-a-type.ts': {
    source: `import type { contact } from '@/lib/crm/contacts'\nexport type Taken = typeof contact`,
    breaks: ['sync-core-is-pure'],
  },
  'lib/web/answers.ts': {
    source: `import { headers } from 'next/headers'\nexport const seen = headers`,
    breaks: [],
  },
  'app/page.tsx': {
    source: `import { rows } from '@/db/client'\nexport default function Page() {\n  return <p>{rows}</p>\n}`,
    breaks: ['screens-know-no-database'],
  },
  'components/list.tsx': {
    source: `import { sql } from 'drizzle-orm'\nexport const List = () => <p>{String(sql)}</p>`,
    breaks: ['screens-know-no-database'],
  },
}

describe('the import rules', () => {
  let root: string
  let broken: Map<string, string[]>

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'tandem-import-rules-'))
    for (const [path, { source }] of Object.entries(sample)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), `${source}\n`)
    }
    writeFileSync(
      join(root, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { paths: { '@/*': ['./*'] } } }),
    )
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ dependencies: { next: '*', 'drizzle-orm': '*' } }),
    )
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
    broken = lint(root)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it.each(Object.entries(sample))('%s breaks what it should', (path, { breaks }) => {
    expect(broken.get(path) ?? []).toEqual(breaks)
  })
})

function lint(root: string): Map<string, string[]> {
  const cli = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const folders = ['app', 'components', 'lib', 'db', 'emulator']
  const args = [cli, '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', ...folders]
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  if (!stdout) throw new Error(stderr)
  const broken = new Map<string, string[]>()
  for (const { rule, from } of Report.parse(JSON.parse(stdout)).summary.violations) {
    broken.set(from, [...(broken.get(from) ?? []), rule.name])
  }
  return broken
}
