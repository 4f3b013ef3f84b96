import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { joinOutcomeTexts } from './texts/join-outcome'

/** Tells whoever asked to join what was decided (U6). `url` is where she goes in, for an approval. */
export function joinOutcomeMail(about: {
  to: string
  locale: MailLocale
  organisation: string
  status: 'approved' | 'declined'
  reason: string | null
  url: string
}): Mail {
  const { to, locale, organisation, status, reason, url } = about
  const { footer, ...texts } = joinOutcomeTexts[locale]
  const outcome = texts[status]
  const content = {
    subject: outcome.subject(organisation),
    heading: outcome.heading,
    paragraphs: [
      outcome.text(organisation),
      ...(reason === null ? [] : [texts.reason(reason)]),
      outcome.next,
    ],
    button: status === 'approved' ? { label: texts.button, url } : null,
    footer: footer(organisation),
  }
  return { to, ...layOut(locale, content) }
}
