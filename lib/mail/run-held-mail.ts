import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import type { SyncedModule } from './texts/attention'
import { type HeldReason, runHeldTexts } from './texts/run-held'

/** Tells a user, once, that deletions or changes of hers wait for a decision (A5). `url` is where she decides, absolute. */
export function runHeldMail(about: {
  to: string
  locale: MailLocale
  module: SyncedModule
  reason: HeldReason
  url: string
}): Mail {
  const { to, locale, module, reason, url } = about
  const texts = runHeldTexts[locale]
  return {
    to,
    ...layOut(locale, {
      subject: texts.subject(texts.modules[module]),
      heading: texts.headings[reason],
      paragraphs: [texts.what[reason], texts.nothingLost],
      button: { label: texts.button, url },
      footer: texts.footer,
    }),
  }
}
