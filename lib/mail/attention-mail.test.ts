import { describe, expect, it } from 'vitest'
import { attentionMail } from './attention-mail'

const about = {
  to: 'ana@alpinia.example',
  module: 'contacts',
  reason: 'credential-expired',
  url: 'https://crm.example/settings?a=1&b=2',
} as const

describe('the mail about a connection that needs attention', () => {
  it('says what stopped, why, that nothing is lost, and where to mend it', () => {
    const { to, subject, text } = attentionMail({ ...about, locale: 'en' })
    expect(to).toBe(about.to)
    expect(subject).toBe('Contacts: the sync with Microsoft 365 needs you')
    for (const part of ['your contacts has stopped', 'has expired', 'Nothing has been lost', about.url]) {
      expect(text).toContain(part)
    }
  })

  it('speaks the reader’s language', () => {
    const { subject, html } = attentionMail({ ...about, locale: 'fr' })
    expect(subject).toContain('Contacts : la synchronisation')
    expect(html).toContain('<html lang="fr">')
  })

  it('escapes what it puts into HTML', () => {
    const { html } = attentionMail({ ...about, locale: 'en', url: 'https://crm.example/?a="><script>&b' })
    expect(html).toContain('href="https://crm.example/?a=&quot;&gt;&lt;script&gt;&amp;b"')
    expect(html).not.toContain('<script>')
  })
})
