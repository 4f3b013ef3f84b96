import { PageIterator } from '@microsoft/microsoft-graph-client'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { control } from '../testing/control'
import { graphClient } from '../testing/graph-client'
import { small } from '../testing/small-seed'
import { applicationToken, delegatedToken, request, testEmulator } from '../testing/test-emulator'

type Page = {
  value: { id: string; displayName: string }[]
  '@odata.nextLink'?: string
  '@odata.count'?: number
}

const eventual = { ConsistencyLevel: 'eventual' }

describe('GET /users (user-list)', () => {
  let emulator: Emulator
  let token: string
  beforeEach(() => {
    emulator = testEmulator()
    token = applicationToken(emulator, ['User.Read.All'])
  })
  const get = (query: string, headers: Record<string, string> = {}) =>
    request(emulator, 'GET', `/v1.0/users${query}`, { token, headers })
  const page = async (query: string, headers?: Record<string, string>) =>
    (await (await get(query, headers)).json()) as Page
  const names = async (query: string, headers?: Record<string, string>) =>
    (await page(query, headers)).value.map(({ displayName }) => displayName)
  const error = async (query: string, headers?: Record<string, string>) => {
    const response = await get(query, headers)
    const body = (await response.json()) as { error: { code: string; message: string } }
    return { status: response.status, ...body.error }
  }
  const addUsers = async (count: number) => {
    for (let at = 0; at < count; at += 1) {
      await control(emulator, 'POST', '/users', { upn: `u${at}@small.example` })
    }
  }

  it('gives the default properties, more only when selected', async () => {
    expect((await page('')).value[0]).not.toHaveProperty('accountEnabled')
    const [first] = (await page('?$select=id,accountEnabled,userType,assignedLicenses')).value
    expect(first).toMatchObject({
      accountEnabled: true,
      userType: 'Member',
      assignedLicenses: [expect.anything()],
    })
    expect(first).not.toHaveProperty('displayName')
  })

  it('pages by 100, up to 999 with $top, and the client can walk all pages', async () => {
    await addUsers(120)
    expect((await page('')).value).toHaveLength(100)
    expect(await error('?$top=1000')).toMatchObject({
      status: 400,
      message: expect.stringContaining('1 and 999'),
    })
    expect(await error('?$skip=5')).toMatchObject({ status: 400 })
    const client = graphClient(emulator, token)
    const first = await client.api('/users?$top=50').get()
    const seen: string[] = []
    await new PageIterator(client, first, ({ id }: { id: string }) => {
      seen.push(id)
      return true
    }).iterate()
    expect(new Set(seen).size).toBe(125)
  })

  it('filters simply without a header, ignoring case', async () => {
    expect(await names("?$filter=startswith(displayName,'ANA')")).toEqual(['Ana Lopes'])
    expect(await names("?$filter=mail eq 'Bruno@small.example' or userType eq 'Guest'")).toEqual([
      'Bruno Maes',
      'Gus Guest',
    ])
    expect(
      await names(`?$filter=id in ('${small.anaId}','${small.brunoId}') and accountEnabled eq true`),
    ).toHaveLength(2)
  })

  it.each([
    "?$filter=endswith(mail,'example')",
    "?$filter=not(userType eq 'Guest')",
    "?$filter=userType ne 'Guest'",
    '?$filter=mail eq null',
    "?$filter=startswith(displayName,'A')&$orderby=displayName",
  ])('needs ConsistencyLevel and $count=true for %s (aad-advanced-queries)', async (query) => {
    expect(await error(query)).toMatchObject({ status: 400, code: 'Request_UnsupportedQuery' })
    expect(await error(query, eventual)).toMatchObject({ status: 400 })
    expect((await get(`${query}&$count=true`, eventual)).status).toBe(200)
  })

  it('counts on the first page only, and wants the header again on the next', async () => {
    const first = await page('?$count=true&$top=2', eventual)
    expect(first['@odata.count']).toBe(5)
    const next = new URL(first['@odata.nextLink'] ?? '').search
    expect(await error(next)).toMatchObject({ status: 400 })
    const second = await page(next, eventual)
    expect(second).not.toHaveProperty('@odata.count')
    expect(second.value).toHaveLength(2)
    expect(await (await get('/$count', eventual)).text()).toBe('5')
  })

  it('searches beginnings of words, with the header only (search-query-parameter)', async () => {
    expect((await error('?$search="displayName:ana"')).message).toContain("'ConsistencyLevel: eventual'")
    expect(await names('?$search="displayName:lop"', eventual)).toEqual(['Ana Lopes'])
    expect(await names('?$search="displayName:opes"', eventual)).toEqual([])
    expect(await names('?$search="displayName:bru" OR "mail:gus"', eventual)).toEqual([
      'Bruno Maes',
      'Gus Guest',
    ])
    expect(await names(`?$search="displayName:a"&$filter=userType eq 'Member'`, eventual)).toEqual([
      'Ana Lopes',
      'Alice Admin',
    ])
    expect(await error('?$search=ana', eventual)).toMatchObject({ status: 400 })
  })

  it('refuses properties that are unknown, kept elsewhere or not filterable, and broken filters', async () => {
    expect(await error('?$select=bogus')).toMatchObject({ status: 400 })
    expect(await error('?$select=mailboxSettings')).toMatchObject({ status: 501, code: 'NotImplemented' })
    expect(await error("?$filter=bogus eq 'x'")).toMatchObject({ code: 'Request_UnsupportedQuery' })
    expect(await error('?$filter=mail eq')).toMatchObject({ code: 'Request_BadRequest' })
    expect(await error('?$expand=manager')).toMatchObject({ code: 'Request_UnsupportedQuery' })
  })

  it('shows basic properties only with User.ReadBasic.All (permissions-reference)', async () => {
    token = applicationToken(emulator, ['User.ReadBasic.All'])
    expect((await page('?$select=mail,accountEnabled')).value[0]).toEqual({
      mail: 'ana@small.example',
      accountEnabled: null,
    })
  })

  it('is closed to guests and to tokens without the permission', async () => {
    token = delegatedToken(emulator, small.guestId, ['User.Read.All'])
    expect(await error('')).toMatchObject({ status: 403, code: 'Authorization_RequestDenied' })
    token = delegatedToken(emulator, small.anaId, ['User.Read'])
    expect(await error('')).toMatchObject({ status: 403 })
    expect(await error(`/${small.brunoId}`)).toMatchObject({ status: 403 })
    expect((await get(`/${small.anaId}`)).status).toBe(200)
  })

  it('never lists users of another tenant', async () => {
    expect(await names('')).not.toContain('Oscar Other')
  })
})

describe('GET /users/delta (user-delta)', () => {
  it('tells everybody once, then what changed, soft deletions with the reason "changed"', async () => {
    const emulator = testEmulator()
    const token = applicationToken(emulator, ['User.Read.All'])
    const client = graphClient(emulator, token)
    await control(emulator, 'PATCH', `/users/${small.guestId}`, { delete: true })
    const first = await client.api('/users/delta?$select=displayName').get()
    expect(first.value).toHaveLength(4)
    await control(emulator, 'PATCH', `/users/${small.anaId}`, { displayName: 'Anna' })
    await control(emulator, 'PATCH', `/users/${small.brunoId}`, { delete: true })
    const second = await client.api(first['@odata.deltaLink']).get()
    expect(second.value).toEqual([
      { id: small.anaId, displayName: 'Anna' },
      { id: small.brunoId, '@removed': { reason: 'changed' } },
    ])
    const third = await client.api(second['@odata.deltaLink']).get()
    expect(third.value).toEqual([])
    emulator.clock.setOffset(8 * 86_400_000)
    const late = applicationToken(emulator, ['User.Read.All'])
    await expect(graphClient(emulator, late).api(third['@odata.deltaLink']).get()).rejects.toMatchObject({
      statusCode: 410,
    })
  })

  it('starts from now with $deltatoken=latest', async () => {
    const emulator = testEmulator()
    const client = graphClient(emulator, applicationToken(emulator, ['User.Read.All']))
    const first = await client.api('/users/delta?$deltatoken=latest').get()
    expect(first.value).toEqual([])
    await control(emulator, 'POST', '/users', { upn: 'new@small.example' })
    const second = await client.api(first['@odata.deltaLink']).get()
    expect(second.value).toMatchObject([{ userPrincipalName: 'new@small.example' }])
  })
})

describe('GET /organization and mailboxSettings', () => {
  it('name the tenant, its domains and a mailbox’s time zone', async () => {
    const emulator = testEmulator()
    const token = applicationToken(emulator, ['Organization.Read.All', 'MailboxSettings.Read'])
    const organization = await graphClient(emulator, token).api('/organization').get()
    expect(organization.value).toMatchObject([
      {
        id: small.tenantId,
        displayName: 'Small',
        verifiedDomains: [{ name: 'small.example', isDefault: true }],
      },
    ])
    const settings = await graphClient(emulator, token).api(`/users/${small.anaId}/mailboxSettings`).get()
    expect(settings).toMatchObject({ timeZone: 'Romance Standard Time', language: { locale: 'fr-FR' } })
    const without = await request(emulator, 'GET', `/v1.0/users/${small.withoutMailboxId}/mailboxSettings`, {
      token,
    })
    expect(await without.json()).toMatchObject({ error: { code: 'MailboxNotEnabledForRESTAPI' } })
  })
})
