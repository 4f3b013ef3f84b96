import { describe, expect, it } from 'vitest'
import { type MailedWarning, warningTexts } from './texts/warnings'
import { isMailedCode, warningsMail } from './warnings-mail'

const codes = Object.keys(warningTexts.en.warnings).filter(isMailedCode)
const warnings: MailedWarning[] = codes.map((code) => ({
  code,
  details: { module: 'tasks', days: 5, records: 3 },
}))
const about = { to: 'ana@alpinia.example', url: 'https://crm.example/settings?a=1&b=2' }

describe('the mail about warnings', () => {
  it.each(['en', 'fr'] as const)('tells of each of them and has one link, in %s', (locale) => {
    const { subject, text, html } = warningsMail({ ...about, locale, warnings })
    expect(subject).toContain(String(codes.length))
    for (const { code, details } of warnings)
      expect(text).toContain(warningTexts[locale].warnings[code](details))
    expect(text.split(about.url)).toHaveLength(2)
    expect(html).toContain(`<html lang="${locale}">`)
  })

  it('says that something has ended once it has', () => {
    const secret = (days: number) =>
      warningsMail({
        ...about,
        locale: 'en',
        warnings: [{ code: 'client-secret-ending', details: { days } }],
      }).text
    expect(secret(30)).toContain('ends in 30 days')
    expect(secret(1)).toContain('ends today or tomorrow')
    expect(secret(-2)).toContain('has ended')
  })
})
