import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourcesFingerprint } from './app-build'

describe('sourcesFingerprint', () => {
  let root: string
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tandem-sources-'))
    write('app/page.tsx', 'one')
    write('lib/deep/down.ts', 'two')
    write('next.config.ts', 'three')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it.each(['app/page.tsx', 'lib/deep/down.ts', 'next.config.ts', 'messages/fr/new.json', 'i18n/locales.ts'])(
    'changes with %s',
    (path) => {
      const before = sourcesFingerprint(root)
      write(path, 'changed')
      expect(sourcesFingerprint(root)).not.toBe(before)
    },
  )

  it.each(['app/page.test.tsx', 'emulator/main.ts', 'inngest/embedded/runner.ts', 'README.md'])(
    'does not change with %s, which is not built',
    (path) => {
      const before = sourcesFingerprint(root)
      write(path, 'changed')
      expect(sourcesFingerprint(root)).toBe(before)
    },
  )

  it('changes when a file moves', () => {
    const before = sourcesFingerprint(root)
    rmSync(join(root, 'lib/deep/down.ts'))
    write('lib/deep/moved.ts', 'two')
    expect(sourcesFingerprint(root)).not.toBe(before)
  })

  it('looks at what files hold, not at when they were written', () => {
    const before = sourcesFingerprint(root)
    utimesSync(join(root, 'app/page.tsx'), new Date(0), new Date(0))
    expect(sourcesFingerprint(root)).toBe(before)
  })
})
