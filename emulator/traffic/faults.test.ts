import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { control } from '../testing/control'
import { tokenRequest, tokensFor } from '../testing/sign-in'
import { small } from '../testing/small-seed'
import { applicationToken, request, testEmulator } from '../testing/test-emulator'
import { ConnectionDropped } from './connection-dropped'

describe('faults', () => {
  let emulator: Emulator
  let token: string
  const contacts = `/v1.0/users/${small.anaId}/contacts`
  const arm = async (fault: unknown) => {
    const { status, body } = await control(emulator, 'POST', '/faults', fault)
    expect(status).toBe(201)
    return (body as { id: string }).id
  }
  const create = () => request(emulator, 'POST', contacts, { token, json: { givenName: 'Zoe' } })
  const count = async () =>
    ((await (await request(emulator, 'GET', contacts, { token })).json()) as { value: unknown[] }).value
      .length

  beforeEach(() => {
    emulator = testEmulator()
    token = applicationToken(emulator, ['Contacts.ReadWrite'])
  })

  it('answer instead of doing anything, as often as said, and count their hits', async () => {
    const id = await arm({ match: { method: 'post', path: '/contacts$' }, times: 2, effect: { status: 503 } })
    const statuses = [(await create()).status, (await create()).status, (await create()).status]
    expect(statuses).toEqual([503, 503, 201])
    expect((await control(emulator, 'GET', '/faults')).body).toMatchObject([{ id, hits: 2 }])
    await control(emulator, 'DELETE', `/faults/${id}`)
    expect((await control(emulator, 'GET', '/faults')).body).toEqual([])
  })

  it('bring headers and a body of their own, or none at all', async () => {
    await arm({ times: 1, effect: { status: 429, headers: { 'Retry-After': '2.128' }, body: '' } })
    const refused = await create()
    expect([refused.headers.get('retry-after'), await refused.text()]).toEqual(['2.128', ''])
    await arm({ times: 1, effect: { status: 504, body: '<html>Gateway</html>' } })
    expect(await (await create()).text()).toBe('<html>Gateway</html>')
    await arm({ times: 1, effect: { status: 412 } })
    expect(await (await create()).json()).toMatchObject({ error: { code: 'ErrorIrresolvableConflict' } })
  })

  it('destroy the connection before or after the work is done', async () => {
    await arm({ match: { method: 'POST' }, times: 1, effect: { dropBeforeApply: true } })
    await expect(create()).rejects.toThrow(ConnectionDropped)
    expect(await count()).toBe(0)
    await arm({ match: { method: 'POST' }, times: 1, effect: { dropAfterApply: true } })
    await expect(create()).rejects.toThrow(ConnectionDropped)
    expect(await count()).toBe(1)
    const rows = (await control(emulator, 'GET', '/traffic')).body
    expect(rows).toMatchObject([{ status: 0 }, { status: 200 }, { status: 0 }, { status: 200 }])
  })

  it('can answer 503 although the work was done', async () => {
    await arm({ match: { method: 'POST' }, times: 1, effect: { dropAfterApply: true, status: 503 } })
    expect((await create()).status).toBe(503)
    expect(await count()).toBe(1)
  })

  it('find a user by id also where the path says the userPrincipalName, and the other way round', async () => {
    await arm({ match: { userId: small.anaId }, times: 1, effect: { status: 500 } })
    const path = '/v1.0/users/ANA@small.example/contacts'
    expect((await request(emulator, 'GET', path, { token })).status).toBe(500)
    await arm({ match: { userId: 'ana@small.example' }, times: 1, effect: { status: 500 } })
    expect((await request(emulator, 'GET', contacts, { token })).status).toBe(500)
    await arm({ match: { path: `/users/${small.anaId}/contacts` }, times: 1, effect: { status: 500 } })
    expect((await request(emulator, 'GET', path, { token })).status).toBe(500)
  })

  it('spare other apps and other users', async () => {
    await arm({ match: { appId: small.scriptsAppId }, effect: { status: 500 } })
    await arm({ match: { userId: small.brunoId }, effect: { status: 500 } })
    expect((await create()).status).toBe(201)
  })

  it('strike with a probability, the same way for the same seed', async () => {
    const outcomes = async () => {
      const id = await arm({ probability: 0.5, seed: 7, effect: { status: 500 } })
      const statuses: number[] = []
      for (let at = 0; at < 20; at += 1) statuses.push((await create()).status)
      await control(emulator, 'DELETE', `/faults/${id}`)
      return statuses
    }
    const first = await outcomes()
    expect(new Set(first).size).toBe(2)
    expect(await outcomes()).toEqual(first)
  })

  it('reach the sign-in service, there by the user behind a refresh token', async () => {
    const { refresh_token: refresh } = await tokensFor(emulator)
    await arm({ match: { path: '/token$', userId: small.anaId }, times: 1, effect: { status: 503 } })
    const ask = () => tokenRequest(emulator, { grant_type: 'refresh_token', refresh_token: String(refresh) })
    expect(await ask()).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } })
    expect((await ask()).status).toBe(200)
  })

  it('delay an answer by the emulator’s timers', async () => {
    await arm({ times: 1, effect: { delayMs: 5_000 } })
    const answer = create()
    expect(emulator.scheduler.pending()).toEqual([emulator.clock.now().getTime() + 5_000])
    emulator.clock.setOffset(5_000)
    await emulator.scheduler.runDue()
    expect((await answer).status).toBe(201)
  })
})
