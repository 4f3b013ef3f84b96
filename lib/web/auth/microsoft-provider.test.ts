import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose'
import { customFetch } from 'next-auth'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { environment } from '@/lib/env'
import { microsoftProvider } from './microsoft-provider'

const LOGIN = 'https://login.microsoftonline.com'
const TID = '3f0c2a7e-9d41-4c8b-a5e6-17b2d8f0c934'
const OTHER_TID = '8b6d1e53-2f7a-4e09-b1c4-5a90e3d7f268'

type Claims = { iss: string; aud: string; tid: string }

describe('the proof of a sign-in with Microsoft', () => {
  const clientId = environment().MICROSOFT_CLIENT_ID
  const honest: Claims = { iss: `${LOGIN}/${TID}/v2.0`, aud: clientId, tid: TID }
  let microsoft: GenerateKeyPairResult
  let forger: GenerateKeyPairResult
  let idToken: string

  beforeAll(async () => {
    ;[microsoft, forger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  }, 60_000)
  beforeEach(async () => {
    const jwk = { ...(await exportJWK(microsoft.publicKey)), kid: 'microsoft', alg: 'RS256', use: 'sig' }
    vi.stubGlobal('fetch', async (input: URL | string) => {
      const url = String(input)
      if (url.endsWith('/keys')) return Response.json({ keys: [jwk] })
      if (url.endsWith('/token')) return Response.json({ id_token: idToken })
      return Response.json({
        issuer: `${LOGIN}/{tenantid}/v2.0`,
        jwks_uri: `${LOGIN}/organizations/discovery/v2.0/keys`,
        token_endpoint: `${LOGIN}/organizations/oauth2/v2.0/token`,
      })
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  const sign = (claims: Claims, by = microsoft) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'microsoft' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(by.privateKey)

  /** What next-auth does: reads the metadata, redeems the code, then compares the issuer of one with the other. */
  async function issuerAfter(token: string): Promise<string> {
    idToken = token
    const send = microsoftProvider(environment())[customFetch]
    if (send === undefined) throw new Error('no fetch')
    const discovery = await send(`${LOGIN}/organizations/v2.0/.well-known/openid-configuration`)
    const metadata = (await discovery.json()) as { issuer: string; token_endpoint: string }
    expect(metadata.issuer).toBe(`${LOGIN}/organizations/v2.0`)
    await send(metadata.token_endpoint, { method: 'POST' })
    return metadata.issuer
  }

  it('is the issuer of the tenant that the token names', async () => {
    expect(await issuerAfter(await sign(honest))).toBe(honest.iss)
  })

  it.each<[string, Partial<Claims>]>([
    ['was issued by another tenant than it names', { tid: OTHER_TID }],
    ['was issued by somebody else', { iss: `https://evil.example/${TID}/v2.0` }],
    ['is meant for another app', { aud: 'another-app' }],
    ['names no tenant', { tid: 'common' }],
  ])('fails when the token %s', async (_, claims) => {
    await expect(issuerAfter(await sign({ ...honest, ...claims }))).rejects.toThrow()
  })

  it('fails when the token was signed by another key', async () => {
    await expect(issuerAfter(await sign(honest, forger))).rejects.toThrow()
  })
})
