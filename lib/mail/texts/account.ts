import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'

export type AccountMailKind = 'reset-password' | 'change-email' | 'password-changed' | 'email-changed'

type Text = {
  subject: string
  heading: string
  paragraphs(email: string): string[]
  button: string
}

type Texts = Record<AccountMailKind, Text> & { footer(email: string): string }

export const accountTexts: Record<MailLocale, Texts> = {
  en: {
    'reset-password': {
      subject: `Choose a new password for ${productName}`,
      heading: 'Choose a new password',
      paragraphs: (email) => [
        `Somebody, probably you, has asked for a new password for ${email}.`,
        'The link works once, for one hour. If it was not you, there is nothing to do: your password stays as it is.',
      ],
      button: 'Choose a new password',
    },
    'change-email': {
      subject: `Confirm your new e-mail address for ${productName}`,
      heading: 'Is this your address?',
      paragraphs: (email) => [
        `Somebody, probably you, wants to sign in to ${productName} with ${email} from now on.`,
        'Confirm it, and the address changes. The link works once, for one day. If it was not you, there is nothing to do.',
      ],
      button: 'Confirm the address',
    },
    'password-changed': {
      subject: `Your password for ${productName} has been changed`,
      heading: 'Your password has been changed',
      paragraphs: (email) => [
        `The password of ${email} is a new one now, and you have been signed out everywhere else.`,
        'If it was not you, choose another one right away and tell your administrator.',
      ],
      button: 'It was not me',
    },
    'email-changed': {
      subject: `Your e-mail address for ${productName} has been changed`,
      heading: 'Your e-mail address has been changed',
      paragraphs: (email) => [
        `You sign in to ${productName} with ${email} from now on. This address is no longer used.`,
        'If it was not you, tell your administrator right away.',
      ],
      button: `Open ${productName}`,
    },
    footer: (email) => `You get this mail because of your account ${email} in ${productName}.`,
  },
  fr: {
    'reset-password': {
      subject: `Choisissez un nouveau mot de passe pour ${productName}`,
      heading: 'Choisissez un nouveau mot de passe',
      paragraphs: (email) => [
        `Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour ${email}.`,
        'Le lien fonctionne une fois, pendant une heure. Si ce n’était pas vous, il n’y a rien à faire : votre mot de passe reste le même.',
      ],
      button: 'Choisir un nouveau mot de passe',
    },
    'change-email': {
      subject: `Confirmez votre nouvelle adresse e-mail pour ${productName}`,
      heading: 'Cette adresse est-elle la vôtre ?',
      paragraphs: (email) => [
        `Quelqu’un, sans doute vous, veut désormais se connecter à ${productName} avec ${email}.`,
        'Confirmez-le, et l’adresse changera. Le lien fonctionne une fois, pendant un jour. Si ce n’était pas vous, il n’y a rien à faire.',
      ],
      button: 'Confirmer l’adresse',
    },
    'password-changed': {
      subject: `Votre mot de passe pour ${productName} a été changé`,
      heading: 'Votre mot de passe a été changé',
      paragraphs: (email) => [
        `Le mot de passe de ${email} est désormais un autre, et vos autres sessions ont pris fin.`,
        'Si ce n’était pas vous, choisissez-en un autre tout de suite et prévenez votre administrateur.',
      ],
      button: 'Ce n’était pas moi',
    },
    'email-changed': {
      subject: `Votre adresse e-mail pour ${productName} a été changée`,
      heading: 'Votre adresse e-mail a été changée',
      paragraphs: (email) => [
        `Vous vous connectez désormais à ${productName} avec ${email}. L’adresse actuelle n’est plus utilisée.`,
        'Si ce n’était pas vous, prévenez tout de suite votre administrateur.',
      ],
      button: `Ouvrir ${productName}`,
    },
    footer: (email) => `Vous recevez cet e-mail au sujet de votre compte ${email} dans ${productName}.`,
  },
}
