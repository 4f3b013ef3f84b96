import { describe, expect, it } from 'vitest'
import { CredentialError } from '../identity/credential-error'
import { connectGraph, type GraphOptions } from './graph'

const options = (changes: Partial<GraphOptions>): GraphOptions => ({
  graphUrl: 'http://graph.example',
  fetch: async () => Response.json({ value: [] }),
  timing: { now: () => new Date(0), sleep: async () => {}, random: () => 0 },
  gate: { pass: (_requests, work) => work(), pause: async () => {} },
  token: async () => 'token',
  ...changes,
})

describe.each([
  ['a path', '/users/1/contacts'],
  ['a whole link', 'https://graph.microsoft.com/v1.0/users/1/contacts/delta?$skiptoken=x'],
])('a request by %s', (_form, path) => {
  it('carries the token, to our address', async () => {
    const seen: string[] = []
    const fetch: GraphOptions['fetch'] = async (input, init) => {
      seen.push(`${new URL(String(input)).origin} ${new Headers(init?.headers).get('authorization')}`)
      return Response.json({})
    }
    await connectGraph(options({ fetch })).send({ method: 'GET', path })
    expect(seen).toEqual(['http://graph.example Bearer token'])
  })

  it('is sent again with a new token after a 401, once', async () => {
    const tokens: (string | null)[] = []
    const fetch: GraphOptions['fetch'] = async (_input, init) => {
      tokens.push(new Headers(init?.headers).get('authorization'))
      return new Response('{}', { status: 401 })
    }
    const token = async (force: boolean) => (force ? 'new' : 'old')
    const sent = connectGraph(options({ fetch, token })).send({ method: 'GET', path })
    await expect(sent).rejects.toMatchObject({ remedy: 'reconnect', details: { status: 401 } })
    expect(tokens).toEqual(['Bearer old', 'Bearer new'])
  })

  it('says why a credential failed, in the words of whoever knows', async () => {
    const failure = new CredentialError('sessions-revoked')
    const token = async () => {
      throw failure
    }
    await expect(connectGraph(options({ token })).send({ method: 'GET', path })).rejects.toBe(failure)
  })
})
