import { layOut, type MailLocale } from './layout'
import type { Mail } from './send-mail'
import { erasureTexts } from './texts/erasure'

/** Tells somebody that the account she had, or the organisation that she administered, has been deleted. */
export function erasureMail(about: {
  /** The login of the account, or the name of the organisation. */
  what: { account: string } | { organisation: string }
  to: string
  locale: MailLocale
}): Mail {
  const { what, to, locale } = about
  const texts = erasureTexts[locale]
  const content = 'account' in what ? texts.account(what.account) : texts.organisation(what.organisation)
  return { to, ...layOut(locale, { ...content, button: null }) }
}
