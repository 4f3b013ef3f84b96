import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'

type Texts = {
  subject(name: string, organisation: string): string
  heading(name: string): string
  who(person: string, upn: string, tenant: string, organisation: string): string
  message(message: string): string
  nothingYet: string
  button: string
  footer(organisation: string): string
}

export const joinRequestTexts: Record<MailLocale, Texts> = {
  en: {
    subject: (name, organisation) => `${name} asks to join ${organisation} in ${productName}`,
    heading: (name) => `${name} asks to join`,
    who: (person, upn, tenant, organisation) =>
      `${person} (${upn}) is a Microsoft 365 user of ${tenant} and would like to work with ${organisation} in ${productName}.`,
    message: (message) => `Message: “${message}”`,
    nothingYet:
      'Look at the request and decide in the application. Opening the link decides nothing, and whoever decides first is the one who counts.',
    button: 'Look at the request',
    footer: (organisation) => `You get this mail because you manage the users of ${organisation}.`,
  },
  fr: {
    subject: (name, organisation) =>
      `${name} demande à rejoindre l’organisation ${organisation} dans ${productName}`,
    heading: (name) => `${name} demande à vous rejoindre`,
    who: (person, upn, tenant, organisation) =>
      `${person} (${upn}) fait partie de l’organisation ${tenant} dans Microsoft 365 et souhaite travailler avec l’organisation ${organisation} dans ${productName}.`,
    message: (message) => `Message : « ${message} »`,
    nothingYet:
      'Examinez la demande et décidez dans l’application. Ouvrir le lien ne décide de rien ; c’est la première décision prise qui compte.',
    button: 'Examiner la demande',
    footer: (organisation) =>
      `Vous recevez cet e-mail parce que vous gérez les utilisateurs de l’organisation ${organisation}.`,
  },
}
