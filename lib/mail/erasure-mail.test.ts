import { expect, it } from 'vitest'
import { erasureMail } from './erasure-mail'

it('says in both languages what is gone, without anything to click', () => {
  for (const locale of ['en', 'fr'] as const) {
    for (const what of [{ account: 'ana@alpinia.example' }, { organisation: 'Alpinia' }]) {
      const { to, subject, text, html } = erasureMail({ what, to: 'ana@alpinia.example', locale })
      expect(to).toBe('ana@alpinia.example')
      expect(subject).toContain('Tandem CRM')
      expect(text).toContain(Object.values(what)[0])
      expect(html).toContain(`<html lang="${locale}">`)
      expect(html).not.toContain('href')
    }
  }
})
