import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { type AccountMailKind, accountTexts } from './texts/account'

/**
 * Tells the owner of an account what happens to it: a link to choose a new password or to confirm a new login, or that
 * one of them has changed. `email` is the login that it is about; `url` is where to act, absolute.
 */
export function accountMail(about: {
  kind: AccountMailKind
  to: string
  locale: MailLocale
  email: string
  url: string
}): Mail {
  const { kind, to, locale, email, url } = about
  const texts = accountTexts[locale]
  const { subject, heading, paragraphs, button } = texts[kind]
  return {
    to,
    ...layOut(locale, {
      subject,
      heading,
      paragraphs: paragraphs(email),
      button: { label: button, url },
      footer: texts.footer(email),
    }),
  }
}
