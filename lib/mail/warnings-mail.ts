import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { type MailedWarning, warningTexts } from './texts/warnings'

/** Warns one person of everything new that concerns her, in one mail. */
export function warningsMail(about: {
  to: string
  locale: MailLocale
  /** At least one. */
  warnings: readonly MailedWarning[]
  /** Where she can see and mend it, absolute. */
  url: string
}): Mail {
  const { to, locale, warnings, url } = about
  const texts = warningTexts[locale]
  const content = {
    subject: texts.subject(warnings.length),
    heading: texts.heading(warnings.length),
    paragraphs: [...warnings.map(({ code, details }) => texts.warnings[code](details)), texts.nothingLost],
    button: { label: texts.button, url },
    footer: texts.footer,
  }
  return { to, ...layOut(locale, content) }
}

export const isMailedCode = (code: string): code is MailedWarning['code'] => code in warningTexts.en.warnings
