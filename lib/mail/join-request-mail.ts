import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { joinRequestTexts } from './texts/join-request'

/** Tells a member who manages users that somebody asks to join (U5). Opening `url` decides nothing (U6). */
export function joinRequestMail(about: {
  to: string
  locale: MailLocale
  organisation: string
  /** The Microsoft tenant's name. */
  tenant: string
  name: string
  upn: string
  jobTitle: string | null
  message: string | null
  url: string
}): Mail {
  const { to, locale, organisation, tenant, name, upn, jobTitle, message, url } = about
  const texts = joinRequestTexts[locale]
  const content = {
    subject: texts.subject(name, organisation),
    heading: texts.heading(name),
    paragraphs: [
      texts.who(jobTitle === null ? name : `${name}, ${jobTitle}`, upn, tenant, organisation),
      ...(message === null ? [] : [texts.message(message)]),
      texts.nothingYet,
    ],
    button: { label: texts.button, url },
    footer: texts.footer(organisation),
  }
  return { to, ...layOut(locale, content) }
}
