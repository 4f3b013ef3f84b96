import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { attentionTexts, type SyncedModule } from './texts/attention'
import { reconnectTexts } from './texts/reconnect'

/** Asks a user, for an administrator, to sign in to Microsoft 365 again. `url` is where she does, absolute. */
export function reconnectMail(about: {
  to: string
  locale: MailLocale
  organisation: string
  modules: readonly SyncedModule[]
  url: string
}): Mail {
  const { to, locale, organisation, modules, url } = about
  const texts = reconnectTexts[locale]
  const names = modules.map((module) => attentionTexts[locale].modules[module])
  return {
    to,
    ...layOut(locale, {
      subject: texts.subject,
      heading: texts.heading,
      paragraphs: [texts.what(organisation, names), texts.how],
      button: { label: texts.button, url },
      footer: texts.footer(organisation),
    }),
  }
}
