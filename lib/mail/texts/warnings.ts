import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'
import { attentionTexts, type SyncedModule } from './attention'

/** What is mailed as a warning; whatever else there may be was mailed when it happened. */
export type MailedWarning = {
  code:
    | 'client-secret-ending'
    | 'client-secret-wrong'
    | 'runner-standing-still'
    | 'consent-withdrawn'
    | 'subscription-not-renewed'
    | 'notifications-not-arriving'
    | 'backlog-growing'
    | 'sign-in-unused'
  details: { module?: SyncedModule; days?: number; records?: number }
}

type Texts = {
  subject(count: number): string
  heading(count: number): string
  /** What is wrong, and what to do. */
  warnings: Record<MailedWarning['code'], (details: MailedWarning['details']) => string>
  nothingLost: string
  button: string
  footer: string
}

const inDays = {
  en: (days: number) =>
    days < 0 ? 'has ended' : days <= 1 ? 'ends today or tomorrow' : `ends in ${days} days`,
  fr: (days: number) =>
    days < 0 ? 'a expiré' : days <= 1 ? 'expire aujourd’hui ou demain' : `expire dans ${days} jours`,
}

export const warningTexts: Record<MailLocale, Texts> = {
  en: {
    subject: (count) =>
      count === 1
        ? 'The sync with Microsoft 365 needs you'
        : `The sync with Microsoft 365: ${count} warnings`,
    heading: (count) => (count === 1 ? 'Something needs you' : `${count} things need you`),
    warnings: {
      'client-secret-ending': ({ days = 0 }) =>
        `The client secret of the app registration in Microsoft Entra ${inDays.en(days)}. Without it, everybody’s sync stops. Make a new one there, and set MICROSOFT_CLIENT_SECRET and MICROSOFT_CLIENT_SECRET_EXPIRES.`,
      'client-secret-wrong': () =>
        'Microsoft refuses the client secret, and everybody’s sync stands still. Make a new one in Microsoft Entra, set MICROSOFT_CLIENT_SECRET and restart; the syncs then go on by themselves.',
      'runner-standing-still': () =>
        `The background jobs of ${productName} stand still: nothing is synced and no mail goes out. See whether the runner (Inngest) works and reaches the app.`,
      'consent-withdrawn': () =>
        `The consent to ${productName} in Microsoft 365 is gone, and all syncs of your organisation stand still. An administrator of Microsoft 365 can grant it again under Settings > Marketplace > Microsoft; the syncs then go on by themselves.`,
      'subscription-not-renewed': () =>
        `Microsoft 365 no longer renews its notifications for some syncs. Changes still arrive, but later. See whether Microsoft can reach ${productName} from the Internet.`,
      'notifications-not-arriving': () =>
        `Notifications of Microsoft 365 do not arrive. Changes are still found, but later. See whether Microsoft can reach ${productName} from the Internet.`,
      'backlog-growing': ({ records = 0 }) =>
        `Changes have been waiting for more than half an hour to reach Microsoft 365 (records: ${records}). The overview shows whose, and why.`,
      'sign-in-unused': ({ module = 'contacts', days = 0 }) =>
        `${attentionTexts.en.modules[module]}: your sign-in to Microsoft 365 has not been used for long and ${inDays.en(days)}. Sign in again, or turn the sync off if you no longer need it.`,
    },
    nothingLost: 'Nothing has been lost or deleted.',
    button: 'See what to do',
    footer: `You get this mail once for each warning, because you use or look after ${productName}.`,
  },
  fr: {
    subject: (count) =>
      count === 1
        ? 'La synchronisation avec Microsoft 365 a besoin de vous'
        : `Synchronisation avec Microsoft 365 : ${count} avertissements`,
    heading: (count) =>
      count === 1 ? 'Quelque chose a besoin de vous' : `${count} choses ont besoin de vous`,
    warnings: {
      'client-secret-ending': ({ days = 0 }) =>
        `Le secret client de l’inscription d’application dans Microsoft Entra ${inDays.fr(days)}. Sans lui, toutes les synchronisations s’arrêtent. Créez-en un nouveau, puis définissez MICROSOFT_CLIENT_SECRET et MICROSOFT_CLIENT_SECRET_EXPIRES.`,
      'client-secret-wrong': () =>
        'Microsoft refuse le secret client : toutes les synchronisations sont à l’arrêt. Créez-en un nouveau dans Microsoft Entra, définissez MICROSOFT_CLIENT_SECRET et redémarrez ; les synchronisations reprendront d’elles-mêmes.',
      'runner-standing-still': () =>
        `Les tâches de fond de ${productName} sont à l’arrêt : rien n’est synchronisé et aucun e-mail ne part. Vérifiez que l’exécuteur (Inngest) fonctionne et qu’il joint l’application.`,
      'consent-withdrawn': () =>
        `L’autorisation donnée à ${productName} dans Microsoft 365 a été retirée : toutes les synchronisations de votre organisation sont à l’arrêt. Un administrateur de Microsoft 365 peut la redonner sous Paramètres > Marketplace > Microsoft ; les synchronisations reprendront d’elles-mêmes.`,
      'subscription-not-renewed': () =>
        `Microsoft 365 ne renouvelle plus ses notifications pour certaines synchronisations. Les modifications arrivent toujours, mais plus tard. Vérifiez que Microsoft peut joindre ${productName} depuis Internet.`,
      'notifications-not-arriving': () =>
        `Les notifications de Microsoft 365 n’arrivent pas. Les modifications sont toujours trouvées, mais plus tard. Vérifiez que Microsoft peut joindre ${productName} depuis Internet.`,
      'backlog-growing': ({ records = 0 }) =>
        `Des modifications attendent depuis plus d’une demi-heure d’arriver dans Microsoft 365 (fiches : ${records}). La vue d’ensemble montre lesquelles, et pourquoi.`,
      'sign-in-unused': ({ module = 'contacts', days = 0 }) =>
        `${attentionTexts.fr.modules[module]} : votre connexion à Microsoft 365 n’a pas servi depuis longtemps et ${inDays.fr(days)}. Reconnectez-vous, ou désactivez la synchronisation si vous n’en avez plus besoin.`,
    },
    nothingLost: 'Rien n’a été perdu ni supprimé.',
    button: 'Voir que faire',
    footer: `Vous recevez cet e-mail une seule fois par avertissement, parce que vous utilisez ou administrez ${productName}.`,
  },
}
