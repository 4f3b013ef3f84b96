import { regionalForms } from '@/i18n/locales'
import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { invitationTexts } from './texts/invitation'

/** Invites somebody to become a member (U1). */
export function invitationMail(about: {
  to: string
  locale: MailLocale
  organisation: string
  inviter: string
  inviterEmail: string
  /** IANA name, in which the last moment is told: the inviter's, since the reader's is not known. */
  timeZone: string
  expiresAt: Date
  /** Absolute, with the secret in it. */
  url: string
}): Mail {
  const { to, locale, organisation, inviter, inviterEmail, timeZone, expiresAt, url } = about
  const texts = invitationTexts[locale]
  const until = new Intl.DateTimeFormat(regionalForms[locale], {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  }).format(expiresAt)
  const content = {
    subject: texts.subject(inviter, organisation),
    heading: texts.heading(organisation),
    paragraphs: [texts.who(inviter, inviterEmail, organisation), texts.limits(to, until, timeZone)],
    button: { label: texts.button, url },
    footer: texts.footer(inviter),
  }
  return { to, ...layOut(locale, content) }
}
