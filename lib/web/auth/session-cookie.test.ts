import { getToken } from 'next-auth/jwt'
import { expect, it } from 'vitest'
import { sessionCookie } from './session-cookie'

const secret = 'a secret of at least thirty-two characters'
const sessionId = '5f0c1d3e-8a77-4b6f-9b52-3f5f6a1c7e44'

it.each([
  { appUrl: 'http://localhost:3000', secureCookie: false },
  { appUrl: 'https://crm.example', secureCookie: true },
])('next-auth reads our session cookie as its own, at $appUrl', async ({ appUrl, secureCookie }) => {
  const { name, value, httpOnly, secure } = await sessionCookie(sessionId, { appUrl, secret })
  const req = { headers: new Headers({ cookie: `${name}=${value}` }) }
  expect(await getToken({ req, secret, secureCookie })).toMatchObject({ sessionId })
  expect({ httpOnly, secure }).toEqual({ httpOnly: true, secure: secureCookie })
})
