import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSecrets } from './secrets'

describe('the secrets of a local stack', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'tandem-secrets-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  const file = () => join(dataDir, 'secrets.json')

  it('are made once and stay', () => {
    expect(loadSecrets(dataDir)).toEqual(loadSecrets(dataDir))
  })

  it('belong to their owner alone', () => {
    loadSecrets(dataDir)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('are completed, not replaced, when a new version needs one more', () => {
    const { authSecret, ...others } = loadSecrets(dataDir)
    writeFileSync(file(), JSON.stringify(others))
    const completed = loadSecrets(dataDir)
    expect(completed).toMatchObject(others)
    expect(completed.authSecret).not.toBe(authSecret)
  })

  it('are not overwritten when the file is damaged', () => {
    writeFileSync(file(), '{"authSecret": "half')
    expect(() => loadSecrets(dataDir)).toThrow(`${file()} cannot be read`)
    expect(readFileSync(file(), 'utf8')).toBe('{"authSecret": "half')
  })
})
