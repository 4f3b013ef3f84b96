import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'

type Texts = {
  subject(inviter: string, organisation: string): string
  heading(organisation: string): string
  who(inviter: string, inviterEmail: string, organisation: string): string
  limits(to: string, until: string, timeZone: string): string
  button: string
  footer(inviter: string): string
}

export const invitationTexts: Record<MailLocale, Texts> = {
  en: {
    subject: (inviter, organisation) => `${inviter} invites you to join ${organisation} in ${productName}`,
    heading: (organisation) => `Join ${organisation} in ${productName}`,
    who: (inviter, inviterEmail, organisation) =>
      `${inviter} (${inviterEmail}) invites you to work in ${organisation}’s CRM. It keeps meetings, contacts and tasks the same in the CRM and in Microsoft 365.`,
    limits: (to, until, timeZone) =>
      `The invitation is for ${to}. It can be accepted once, until ${until} (${timeZone}).`,
    button: 'See the invitation',
    footer: (inviter) =>
      `You get this mail because ${inviter} has entered your address in ${productName}. If you do not expect it, ignore it: without you, nothing happens.`,
  },
  fr: {
    subject: (inviter, organisation) =>
      `${inviter} vous invite à rejoindre ${organisation} dans ${productName}`,
    heading: (organisation) => `Rejoignez ${organisation} dans ${productName}`,
    who: (inviter, inviterEmail, organisation) =>
      `${inviter} (${inviterEmail}) vous invite à rejoindre l’organisation ${organisation} et à travailler dans son CRM. Réunions, contacts et tâches y restent les mêmes que dans Microsoft 365.`,
    limits: (to, until, timeZone) =>
      `L’invitation est destinée à ${to}. Elle peut être acceptée une seule fois, jusqu’au ${until} (${timeZone}).`,
    button: 'Voir l’invitation',
    footer: (inviter) =>
      `Vous recevez cet e-mail parce que votre adresse a été saisie dans ${productName} par ${inviter}. Si vous ne l’attendiez pas, ignorez-le : rien ne se fera sans vous.`,
  },
}
