import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import type { SyncedModule } from './texts/attention'
import { moduleEnabledTexts } from './texts/module-enabled'

/** Tells a user that an administrator has turned a sync on for her, and whether she can turn it off. */
export function moduleEnabledMail(about: {
  to: string
  locale: MailLocale
  module: SyncedModule
  organisation: string
  /** Her user name in Microsoft 365. */
  upn: string
  /** An administrator wants it on: she cannot turn it off. */
  required?: boolean
  /** Where she can look at it and turn it off, absolute. */
  url: string
}): Mail {
  const { to, locale, module, organisation, upn, required = false, url } = about
  const texts = moduleEnabledTexts[locale]
  const name = texts.modules[module]
  return {
    to,
    ...layOut(locale, {
      subject: texts.subject(name),
      heading: texts.heading(name),
      paragraphs: [texts.what(name, organisation, upn), required ? texts.required : texts.yours],
      button: { label: texts.button, url },
      footer: texts.footer(organisation),
    }),
  }
}
