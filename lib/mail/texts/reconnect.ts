import { regionalForms } from '@/i18n/locales'
import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'

type Texts = {
  subject: string
  heading: string
  what(organisation: string, modules: readonly string[]): string
  how: string
  button: string
  footer(organisation: string): string
}

/** `a`, `a and b`, `a, b and c`. */
const listed = (names: readonly string[], locale: MailLocale) =>
  new Intl.ListFormat(regionalForms[locale], { type: 'conjunction' }).format(names)

export const reconnectTexts: Record<MailLocale, Texts> = {
  en: {
    subject: 'Please sign in to Microsoft 365 again',
    heading: 'Your sync is waiting for you',
    what: (organisation, modules) =>
      `An administrator of ${organisation} asks you to sign in to Microsoft 365 again. Until then this is not synchronised: ${listed(modules, 'en')}.`,
    how: 'It takes one click and your usual Microsoft 365 sign-in. Nothing has been lost, and what changed in the meantime will be caught up.',
    button: 'Reconnect',
    footer: (organisation) =>
      `You get this mail because you use ${productName} at ${organisation}. It is sent once a day at most.`,
  },
  fr: {
    subject: 'Merci de vous reconnecter à Microsoft 365',
    heading: 'Votre synchronisation vous attend',
    what: (organisation, modules) =>
      `Un administrateur de ${organisation} vous demande de vous reconnecter à Microsoft 365. D’ici là, voici ce qui n’est plus synchronisé : ${listed(modules, 'fr')}.`,
    how: 'Il suffit d’un clic et de votre connexion Microsoft 365 habituelle. Rien n’a été perdu, et ce qui a changé entre-temps sera rattrapé.',
    button: 'Se reconnecter',
    footer: (organisation) =>
      `Vous recevez cet e-mail parce que vous utilisez ${productName} chez ${organisation}. Il est envoyé au plus une fois par jour.`,
  },
}
