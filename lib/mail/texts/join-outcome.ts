import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'

type Outcome = {
  subject(organisation: string): string
  heading: string
  text(organisation: string): string
  next: string
}

type Texts = {
  approved: Outcome
  declined: Outcome
  reason(reason: string): string
  button: string
  footer(organisation: string): string
}

export const joinOutcomeTexts: Record<MailLocale, Texts> = {
  en: {
    approved: {
      subject: (organisation) => `You are now a member of ${organisation} in ${productName}`,
      heading: 'You are in',
      text: (organisation) => `Your request has been approved: you are a member of ${organisation}.`,
      next: 'Sign in with your Microsoft 365 account. You can turn on the sync of meetings, contacts and tasks right away, under Settings.',
    },
    declined: {
      subject: (organisation) => `Your request to join ${organisation} in ${productName}`,
      heading: 'Your request was declined',
      text: (organisation) => `Your request to join ${organisation} has been declined.`,
      next: 'If you think this is a mistake, talk to your administrator. You can ask again after seven days.',
    },
    reason: (reason) => `Reason: “${reason}”`,
    button: `Open ${productName}`,
    footer: (organisation) => `You get this mail because you have asked to join ${organisation}.`,
  },
  fr: {
    approved: {
      subject: (organisation) =>
        `Vous êtes désormais membre de l’organisation ${organisation} dans ${productName}`,
      heading: 'Bienvenue',
      text: (organisation) =>
        `Votre demande a été acceptée : vous êtes membre de l’organisation ${organisation}.`,
      next: 'Connectez-vous avec votre compte Microsoft 365. Vous pouvez activer dès maintenant la synchronisation des réunions, des contacts et des tâches, dans les paramètres.',
    },
    declined: {
      subject: (organisation) =>
        `Votre demande de rejoindre l’organisation ${organisation} dans ${productName}`,
      heading: 'Votre demande a été refusée',
      text: (organisation) => `Votre demande de rejoindre l’organisation ${organisation} a été refusée.`,
      next: 'Si vous pensez qu’il s’agit d’une erreur, parlez-en à votre administrateur. Vous pourrez redemander dans sept jours.',
    },
    reason: (reason) => `Motif : « ${reason} »`,
    button: `Ouvrir ${productName}`,
    footer: (organisation) =>
      `Vous recevez cet e-mail parce que vous avez demandé à rejoindre l’organisation ${organisation}.`,
  },
}
