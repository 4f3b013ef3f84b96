import { redirectQuery, TestBrowser } from '@/emulator/testing/browser'
import { authorizeUrl, tokenRequest, VERIFIER } from '@/emulator/testing/sign-in'
import { small } from '@/emulator/testing/small-seed'
import { keepDelegatedSignIn } from '@/lib/microsoft/identity/sign-in/keep-delegated-sign-in'
import { continueAfterSignIn } from '@/lib/sync/connections/enable-connection'
import type { SyncWorld } from './sync-world'

export const delegatedScopes = ['Calendars.ReadWrite', 'Contacts.ReadWrite', 'Tasks.ReadWrite', 'User.Read']

/** A member signs in to Microsoft 365 herself: her module goes on with her own sign-in (I3, I4). */
export async function signInHerself(world: SyncWorld): Promise<void> {
  const { mailbox, ana, house, module } = world
  const { upn, userId } = mailbox
  const body = await house.inTurn(async () => {
    const scope = ['openid', 'profile', 'email', 'offline_access', ...delegatedScopes].join(' ')
    const fields = { step: 'sign-in', login: upn, password: `${upn.split('@')[0]}-password` }
    const answer = await new TestBrowser(world.emulator).post(authorizeUrl({ scope }), fields)
    const code = redirectQuery(answer).get('code') ?? ''
    const redeemed = { grant_type: 'authorization_code', code, redirect_uri: small.redirectUri }
    return (await tokenRequest(world.emulator, { ...redeemed, code_verifier: VERIFIER })).body
  })
  const grant = {
    accessToken: String(body.access_token),
    refreshToken: String(body.refresh_token),
    idToken: null,
    scopes: delegatedScopes,
    expiresAt: new Date(world.now().getTime() + Number(body.expires_in) * 1_000),
  }
  const person = { tid: small.tenantId, oid: userId, upn, name: upn, directoryRoles: null }
  const kept = await keepDelegatedSignIn(ana, world.signIn, { person, grant, module: module.name })
  await continueAfterSignIn(ana, world.signIn, { module: module.name, ...kept, purpose: 'reconnect' })
}
