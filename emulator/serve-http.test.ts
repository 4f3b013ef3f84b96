import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from './create-emulator'
import { type HttpServer, serveHttp } from './serve-http'
import { small } from './testing/small-seed'
import { applicationToken, testEmulator } from './testing/test-emulator'

describe('the emulator over HTTP', () => {
  let dataDir: string
  let http: HttpServer<Emulator>
  const base = () => `http://127.0.0.1:${http.port}`
  const contacts = () => `${base()}/v1.0/users/${small.anaId}/contacts`
  const headers = () => ({
    authorization: `Bearer ${applicationToken(http.emulator, ['Contacts.ReadWrite'])}`,
    'content-type': 'application/json',
  })
  const arm = (effect: object) =>
    fetch(`${base()}/_emulator/faults`, { method: 'POST', body: JSON.stringify({ times: 1, effect }) })

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'emulator-http-'))
    http = await serveHttp(0, () => testEmulator({ dataDir }))
  })
  afterEach(async () => {
    await http.close()
    http.emulator.close()
    rmSync(dataDir, { recursive: true })
  })

  it('destroys the connection where a fault says so', async () => {
    await arm({ dropBeforeApply: true })
    await expect(fetch(contacts(), { headers: headers() })).rejects.toThrow('fetch failed')
    expect((await fetch(contacts(), { headers: headers() })).status).toBe(200)
  })

  it('answers control calls to pages of this machine only', async () => {
    const ask = (origin: string) => fetch(`${base()}/_emulator/users`, { headers: { origin } })
    expect((await ask('http://localhost:3000')).status).toBe(200)
    expect((await ask('https://evil.example')).status).toBe(403)
  })

  it('says that a port is taken, without opening the data a second time', async () => {
    const second = serveHttp(http.port, () => expect.unreachable('the data was opened'))
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('has after a kill what it had answered: items, tokens, consent, clock', async () => {
    const given = headers()
    await fetch(contacts(), { method: 'POST', headers: given, body: JSON.stringify({ givenName: 'Zoe' }) })
    await fetch(`${base()}/_emulator/clock`, { method: 'POST', body: JSON.stringify({ offsetSeconds: 60 }) })
    const survivor = testEmulator({ dataDir })
    expect(survivor.clock.offsetMs).toBe(60_000)
    const answer = await survivor.fetch(new Request(contacts(), { headers: given }))
    expect(await answer.json()).toMatchObject({ value: [{ givenName: 'Zoe' }] })
    survivor.close()
  })
})
