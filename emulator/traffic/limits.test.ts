import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'
import { applicationToken, request, testEmulator } from '../testing/test-emulator'

describe('limits of a mailbox (throttling-limits)', () => {
  let emulator: Emulator
  const list = (userId: string, appId: string = small.appId) =>
    request(emulator, 'GET', `/v1.0/users/${userId}/contacts`, {
      token: applicationToken(emulator, ['Contacts.ReadWrite'], { appId }),
    })
  beforeEach(() => {
    emulator = testEmulator()
  })

  it('refuses the fifth request in flight per app and mailbox, with Retry-After every other time', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => list(small.anaId)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429])
    expect(await answers[4]?.json()).toMatchObject({
      error: { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' },
    })
    expect(answers.slice(4).map(({ headers }) => headers.get('retry-after'))).toEqual(['1', null])
    expect((await list(small.anaId)).status).toBe(200)
  })

  it('counts other apps and other mailboxes apart', async () => {
    const users = [small.anaId, small.anaId, small.anaId, small.anaId, small.brunoId]
    const answers = await Promise.all([...users.map((id) => list(id)), list(small.anaId, small.scriptsAppId)])
    expect(answers.every(({ status }) => status === 200)).toBe(true)
  })

  it('counts one mailbox by whatever name the path gives it', async () => {
    const names = [small.anaId, 'ana@small.example', 'ANA@small.example', small.anaId, small.anaId]
    expect((await Promise.all(names.map((name) => list(name)))).at(4)?.status).toBe(429)
  })

  it('refuses beyond the requests of ten minutes, and refused ones count too', async () => {
    await control(emulator, 'POST', '/limits', { requestsPer10Minutes: 3 })
    const statuses: number[] = []
    for (let at = 0; at < 4; at += 1) statuses.push((await list(small.anaId)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    emulator.clock.setOffset(599_000)
    expect((await list(small.anaId)).status).toBe(429)
    emulator.clock.setOffset(601_000)
    expect((await list(small.anaId)).status).toBe(200)
  })
})
