import { NextRequest } from 'next/server'
import { expect, it, vi } from 'vitest'

it('behind https, cookies are secure and every address is our own, whatever the Host header says', async () => {
  vi.stubEnv('APP_URL', 'https://crm.example')
  const { handlers } = await import('./auth')
  const response = await handlers.GET(new NextRequest('http://evil.example/api/auth/csrf'))
  const cookies = response.headers.getSetCookie()
  expect(cookies).toHaveLength(2)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__(Host|Secure)-authjs\./)
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).not.toContain('evil')
  }
  vi.unstubAllEnvs()
})
