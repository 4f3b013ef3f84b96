import { createHash } from 'node:crypto'
import type { Emulator } from '../create-emulator'
import { redirectQuery, TestBrowser } from './browser'
import { small } from './small-seed'

export const VERIFIER = 'a-code-verifier-that-is-long-enough-to-be-one-0123'

/** An authorize address of the test app; `changes` replace or (null) remove parameters. */
export function authorizeUrl(
  changes: Record<string, string | null> = {},
  tenant: string = small.tenantId,
): string {
  const params = new URLSearchParams({
    client_id: small.appId,
    response_type: 'code',
    redirect_uri: small.redirectUri,
    scope: 'openid profile email offline_access Contacts.ReadWrite',
    state: 'the state',
    nonce: 'the nonce',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  })
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  return `https://emulator.example/${tenant}/oauth2/v2.0/authorize?${params}`
}

/** Signs Ana in and returns the code that the app gets. */
export async function codeFor(
  emulator: Emulator,
  changes: Record<string, string | null> = {},
): Promise<string> {
  const response = await new TestBrowser(emulator).post(authorizeUrl(changes), {
    step: 'sign-in',
    login: 'ana@small.example',
    password: 'ana-password',
  })
  return redirectQuery(response).get('code') ?? ''
}

/** One call of the token endpoint with the test app's own secret. */
export async function tokenRequest(
  emulator: Emulator,
  fields: Record<string, string>,
  tenant: string = small.tenantId,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await emulator.fetch(
    new Request(`https://emulator.example/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: small.appId,
        client_secret: small.secret,
        ...fields,
      }).toString(),
    }),
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Redeems a code of Ana's for tokens. */
export async function tokensFor(emulator: Emulator, changes: Record<string, string | null> = {}) {
  const code = await codeFor(emulator, changes)
  const { body } = await tokenRequest(emulator, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: small.redirectUri,
    code_verifier: VERIFIER,
  })
  return body
}
