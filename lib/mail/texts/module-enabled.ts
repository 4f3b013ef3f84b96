import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'
import { attentionTexts, type SyncedModule } from './attention'

type Texts = {
  modules: Record<SyncedModule, string>
  subject(module: string): string
  heading(module: string): string
  what(module: string, organisation: string, upn: string): string
  yours: string
  required: string
  button: string
  footer(organisation: string): string
}

export const moduleEnabledTexts: Record<MailLocale, Texts> = {
  en: {
    modules: attentionTexts.en.modules,
    subject: (module) => `${module} are now the same in ${productName} and Microsoft 365`,
    heading: (module) => `The sync of your ${module.toLowerCase()} is on`,
    what: (module, organisation, upn) =>
      `An administrator of ${organisation} has turned it on for you: your ${module.toLowerCase()} in ${productName} also appear in Microsoft 365 (${upn}), in a place of their own, and what you change there changes here.`,
    yours: 'You decide: you can look at it, change its options or turn it off at any time.',
    required: 'It is required there, so it cannot be turned off. You can look at it and see all it does.',
    button: 'Look at it',
    footer: (organisation) => `You get this mail because you are a member of ${organisation}.`,
  },
  fr: {
    modules: attentionTexts.fr.modules,
    subject: (module) => `${module} : synchronisation avec Microsoft 365 activée dans ${productName}`,
    heading: (module) => `La synchronisation de vos ${module.toLowerCase()} est activée`,
    what: (module, organisation, upn) =>
      `Un administrateur de ${organisation} l’a activée pour vous : vos ${module.toLowerCase()} de ${productName} apparaissent aussi dans Microsoft 365 (${upn}), à une place à part, et ce que vous y modifiez est modifié ici.`,
    yours:
      'C’est vous qui décidez : vous pouvez la consulter, changer ses options ou la désactiver à tout moment.',
    required:
      'Elle y est obligatoire et ne peut donc pas être désactivée. Vous pouvez la consulter et voir tout ce qu’elle fait.',
    button: 'La consulter',
    footer: (organisation) => `Vous recevez cet e-mail parce que vous êtes membre de ${organisation}.`,
  },
}
