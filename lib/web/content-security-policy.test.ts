import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy'

const options = {
  nonce: 'bm9uY2U=',
  signInOrigin: 'https://login.microsoftonline.com',
  https: true,
  development: false,
}

const directive = (policy: string, name: string) =>
  policy.split('; ').find((one) => one.startsWith(`${name} `)) ??
  policy.split('; ').find((one) => one === name)

describe('contentSecurityPolicy', () => {
  it('runs scripts with the nonce only', () => {
    const scripts = directive(contentSecurityPolicy(options), 'script-src')
    expect(scripts).toBe(`script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'`)
  })

  it('lets no other site frame us', () => {
    expect(directive(contentSecurityPolicy(options), 'frame-ancestors')).toBe(`frame-ancestors 'none'`)
  })

  it('lets a form lead to us and to the sign-in page of Microsoft only', () => {
    expect(directive(contentSecurityPolicy(options), 'form-action')).toBe(
      `form-action 'self' https://login.microsoftonline.com`,
    )
  })

  it('asks for https only where we are served by it', () => {
    expect(contentSecurityPolicy(options)).toContain('upgrade-insecure-requests')
    expect(contentSecurityPolicy({ ...options, https: false })).not.toContain('upgrade-insecure-requests')
  })
})
