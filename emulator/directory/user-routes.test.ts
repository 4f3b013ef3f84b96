import { describe, expect, it } from 'vitest'
import { graphClient } from '../testing/graph-client'
import { small } from '../testing/small-seed'
import { applicationToken, delegatedToken, request, testEmulator } from '../testing/test-emulator'

describe('GET /me and /users/{id | userPrincipalName}', () => {
  const emulator = testEmulator()

  it('answers the official client with the default properties (user-get)', async () => {
    const client = graphClient(emulator, delegatedToken(emulator, small.anaId, ['User.Read']))
    const me = await client.api('/me').get()
    expect(me).toMatchObject({ id: small.anaId, userPrincipalName: 'ana@small.example' })
    expect(me).not.toHaveProperty('accountEnabled')
  })

  it('finds a user by id and by userPrincipalName, ignoring case', async () => {
    const token = applicationToken(emulator, ['User.Read.All'])
    for (const key of [small.anaId, 'ANA@small.example', "('ana@small.example')"]) {
      const path = key.startsWith('(') ? `/v1.0/users${key}` : `/v1.0/users/${key}`
      expect(await (await request(emulator, 'GET', path, { token })).json()).toMatchObject({
        id: small.anaId,
      })
    }
  })

  it('refuses /me with an application token', async () => {
    const token = applicationToken(emulator, ['User.Read.All'])
    const response = await request(emulator, 'GET', '/v1.0/me', { token })
    expect(response.status).toBe(400)
  })

  it('never shows a user of another tenant', async () => {
    const token = applicationToken(emulator, ['User.Read.All'])
    const response = await request(emulator, 'GET', `/v1.0/users/${small.oscarId}`, { token })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'Request_ResourceNotFound' } })
  })
})
