import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'

export type AttentionReason =
  | 'sign-in-required'
  | 'consent-revoked'
  | 'credential-expired'
  | 'mailbox-unavailable'
  | 'permission-missing'

export type SyncedModule = 'meetings' | 'contacts' | 'tasks'

type Texts = {
  modules: Record<SyncedModule, string>
  subject(module: string): string
  heading(module: string): string
  reasons: Record<AttentionReason, string>
  nothingLost: string
  button: string
  footer: string
}

export const attentionTexts: Record<MailLocale, Texts> = {
  en: {
    modules: { meetings: 'Meetings', contacts: 'Contacts', tasks: 'Tasks' },
    subject: (module) => `${module}: the sync with Microsoft 365 needs you`,
    heading: (module) => `The sync of your ${module.toLowerCase()} has stopped`,
    reasons: {
      'sign-in-required': 'Microsoft 365 asks you to sign in again.',
      'consent-revoked': `Your organisation's consent to ${productName} in Microsoft 365 is gone. An administrator can grant it again; the sync then goes on by itself.`,
      'credential-expired':
        'Your sign-in to Microsoft 365 has expired, for example because your password has changed.',
      'mailbox-unavailable':
        'Your Microsoft 365 mailbox cannot be reached: the account may be disabled or have no mailbox.',
      'permission-missing': 'A permission that the sync needs is missing.',
    },
    nothingLost:
      'Nothing has been lost or deleted. What changes in the meantime will be caught up afterwards.',
    button: 'See what to do',
    footer: `You get this mail once, because you have turned on a sync in ${productName}.`,
  },
  fr: {
    modules: { meetings: 'Réunions', contacts: 'Contacts', tasks: 'Tâches' },
    subject: (module) => `${module} : la synchronisation avec Microsoft 365 a besoin de vous`,
    heading: (module) => `La synchronisation de vos ${module.toLowerCase()} s’est arrêtée`,
    reasons: {
      'sign-in-required': 'Microsoft 365 vous demande de vous reconnecter.',
      'consent-revoked': `L’autorisation donnée par votre organisation à ${productName} dans Microsoft 365 a été retirée. Un administrateur peut la redonner ; la synchronisation reprendra alors d’elle-même.`,
      'credential-expired':
        'Votre connexion à Microsoft 365 a expiré, par exemple parce que votre mot de passe a changé.',
      'mailbox-unavailable':
        'Votre boîte aux lettres Microsoft 365 est injoignable : le compte est peut-être désactivé ou sans boîte aux lettres.',
      'permission-missing': 'Il manque un droit nécessaire à la synchronisation.',
    },
    nothingLost: 'Rien n’a été perdu ni supprimé. Ce qui change entre-temps sera rattrapé ensuite.',
    button: 'Voir que faire',
    footer: `Vous recevez cet e-mail une seule fois, parce que vous avez activé une synchronisation dans ${productName}.`,
  },
}
