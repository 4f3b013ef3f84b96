import { describe, expect, it } from 'vitest'
import { runHeldMail } from './run-held-mail'

const about = {
  to: 'ana@alpinia.example',
  module: 'contacts',
  reason: 'many-deletions',
  url: 'https://crm.example/settings/marketplace/microsoft/contacts/held',
} as const

describe('the mail about what is held (A5)', () => {
  it('says what happened, that nothing is lost, and where to decide', () => {
    const { to, subject, text } = runHeldMail({ ...about, locale: 'en' })
    expect(to).toBe(about.to)
    expect(subject).toBe('Contacts: please decide what the sync with Microsoft 365 may do')
    for (const part of ['deleted on one side', 'Nothing has been lost', about.url])
      expect(text).toContain(part)
  })

  it('tells changes from deletions, in the reader’s language', () => {
    const { text, html } = runHeldMail({ ...about, reason: 'many-changes', locale: 'fr' })
    expect(text).toContain('Le même champ a été modifié')
    expect(html).toContain('<html lang="fr">')
  })
})
