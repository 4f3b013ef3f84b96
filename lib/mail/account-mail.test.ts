import { describe, expect, it } from 'vitest'
import { accountMail } from './account-mail'
import { moduleEnabledMail } from './module-enabled-mail'

const url = 'https://crm.example/reset/secret?a=1&b=2'
const about = { to: 'ana@alpinia.example', email: 'new@alpinia.example', url } as const
const kinds = ['reset-password', 'change-email', 'password-changed', 'email-changed'] as const

describe('mails about an account', () => {
  it.each(kinds)('%s: says in both languages whose account it is and where to act', (kind) => {
    for (const locale of ['en', 'fr'] as const) {
      const { to, subject, text, html } = accountMail({ ...about, kind, locale })
      expect(to).toBe(about.to)
      expect(subject).toContain('Tandem CRM')
      expect(text).toContain(about.email)
      expect(text).toContain(url)
      expect(html).toContain(`<html lang="${locale}">`)
      expect(html).toContain('href="https://crm.example/reset/secret?a=1&amp;b=2"')
    }
  })

  it('escape what they put into HTML', () => {
    const { html } = accountMail({ ...about, kind: 'change-email', locale: 'en', email: '<b>@x.example' })
    expect(html).toContain('&lt;b&gt;@x.example')
    expect(html).not.toContain('<b>')
  })
})

it('the mail about a sync that was turned on says by whom, where, and how to turn it off', () => {
  const on = { to: about.to, module: 'meetings', organisation: 'Alpinia', upn: 'ana@tenant.example' } as const
  const { text } = moduleEnabledMail({ ...on, locale: 'en', url: 'https://crm.example/settings' })
  for (const part of ['Alpinia', 'ana@tenant.example', 'turn it off', 'https://crm.example/settings']) {
    expect(text).toContain(part)
  }
  const french = moduleEnabledMail({ ...on, locale: 'fr', url: 'https://crm.example/settings' })
  expect(french.text).toContain('désactiver')
})
