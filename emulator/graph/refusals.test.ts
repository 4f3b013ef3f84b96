import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { graphClient } from '../testing/graph-client'
import { small } from '../testing/small-seed'
import { applicationToken, delegatedToken, request, testEmulator } from '../testing/test-emulator'

type Body = { error: { code: string; message: string; innerError: Record<string, string> } }

describe('how Graph refuses (graph/errors, graph/resolve-auth-errors)', () => {
  let emulator: Emulator
  beforeEach(() => {
    emulator = testEmulator()
  })
  const refusal = async (method: string, path: string, options: Parameters<typeof request>[3] = {}) => {
    const response = await request(emulator, method, `/v1.0${path}`, options)
    return { status: response.status, headers: response.headers, ...((await response.json()) as Body).error }
  }

  it('wraps errors with date and request ids, and echoes the client’s own', async () => {
    const answer = await refusal('GET', '/me', { headers: { 'client-request-id': 'mine' } })
    expect(answer.innerError).toEqual({
      date: '2026-11-24T09:00:00',
      'request-id': answer.headers.get('request-id'),
      'client-request-id': 'mine',
    })
    expect(answer.headers.get('client-request-id')).toBe('mine')
  })

  it('is read by the official client as a GraphError', async () => {
    const client = graphClient(emulator, applicationToken(emulator, []))
    await expect(client.api(`/users/${small.anaId}`).get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'Authorization_RequestDenied',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it.each([
    ['none', () => undefined, 'Access token is empty.'],
    ['a mangled one', () => 'nonsense', /^CompactToken parsing failed/],
    [
      'a forged one',
      (token: string) => token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      /^CompactToken/,
    ],
  ])('401 InvalidAuthenticationToken for a token that is %s', async (_, spoil, message) => {
    const token = spoil(delegatedToken(emulator, small.anaId, ['User.Read']))
    const answer = await refusal('GET', '/me', token === undefined ? {} : { token })
    expect(answer).toMatchObject({
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: expect.stringMatching(message),
    })
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /)
  })

  it('403 ErrorAccessDenied on mailboxes: without the permission, and on somebody else’s', async () => {
    const bare = delegatedToken(emulator, small.anaId, ['User.Read'])
    expect(await refusal('GET', '/me/contacts', { token: bare })).toMatchObject({
      status: 403,
      code: 'ErrorAccessDenied',
    })
    const own = delegatedToken(emulator, small.anaId, ['Contacts.ReadWrite'])
    expect(await refusal('GET', `/users/${small.brunoId}/contacts`, { token: own })).toMatchObject({
      status: 403,
      code: 'ErrorAccessDenied',
    })
  })

  it('404 for a mailbox that is not there, or whose user is unknown or of another tenant', async () => {
    const token = applicationToken(emulator, ['Contacts.ReadWrite'])
    const code = async (user: string) => (await refusal('GET', `/users/${user}/contacts`, { token })).code
    expect(await code(small.withoutMailboxId)).toBe('MailboxNotEnabledForRESTAPI')
    expect(await code('nobody@small.example')).toBe('ErrorInvalidUser')
    expect(await code(small.oscarId)).toBe('ErrorInvalidUser')
  })

  it('400 for a body that is broken or says no JSON, and for unknown query options', async () => {
    const token = applicationToken(emulator, ['Contacts.ReadWrite'])
    const send = async (type: string, body: string) => {
      const url = `https://graph.microsoft.com/v1.0/users/${small.anaId}/contacts`
      const headers = { authorization: `Bearer ${token}`, 'content-type': type }
      return (await emulator.fetch(new Request(url, { method: 'POST', headers, body }))).status
    }
    expect(await send('application/json', '{"givenName":')).toBe(400)
    expect(await send('text/plain', '{}')).toBe(400)
    expect(await refusal('GET', `/users/${small.anaId}/contacts?$bogus=1`, { token })).toMatchObject({
      status: 400,
    })
  })

  it('says honestly what is not covered', async () => {
    const token = delegatedToken(emulator, small.anaId, ['User.Read'])
    expect(await refusal('GET', '/me/nothing', { token })).toMatchObject({
      status: 400,
      message: "Resource not found for the segment 'nothing'.",
    })
    expect(await refusal('DELETE', '/me', { token })).toMatchObject({ status: 501, code: 'NotImplemented' })
  })
})
