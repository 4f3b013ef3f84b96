import { describe, expect, it } from 'vitest'
import { callAction } from './call-action'

describe('callAction', () => {
  it('passes an answer on', async () => {
    const refusal = { ok: false, code: 'stale' } as const
    expect(await callAction(Promise.resolve(refusal))).toBe(refusal)
  })

  it('makes a refusal of a server that does not answer', async () => {
    const call = Promise.reject(new TypeError('Failed to fetch'))
    expect(await callAction(call)).toEqual({ ok: false, code: 'offline' })
  })

  it('makes a refusal of a failure that the server has written down', async () => {
    const call = Promise.reject(Object.assign(new Error('hidden'), { digest: '123' }))
    expect(await callAction(call)).toEqual({ ok: false, code: 'other' })
  })

  it('lets a redirect pass', async () => {
    const redirect = Object.assign(new Error('redirect'), { digest: 'NEXT_REDIRECT;push;/contacts;307;' })
    await expect(callAction(Promise.reject(redirect))).rejects.toBe(redirect)
  })
})
