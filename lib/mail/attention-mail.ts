import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { type AttentionReason, attentionTexts, type SyncedModule } from './texts/attention'

/** Tells a user, once, that her connection needs her (I4). `url` is where she mends it, absolute. */
export function attentionMail(about: {
  to: string
  locale: MailLocale
  module: SyncedModule
  reason: AttentionReason
  url: string
}): Mail {
  const { to, locale, module, reason, url } = about
  const texts = attentionTexts[locale]
  const name = texts.modules[module]
  const content = {
    subject: texts.subject(name),
    heading: texts.heading(name),
    paragraphs: [texts.reasons[reason], texts.nothingLost],
    button: { label: texts.button, url },
    footer: texts.footer,
  }
  return { to, ...layOut(locale, content) }
}
