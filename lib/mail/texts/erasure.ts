import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'

type Text = {
  subject: string
  heading: string
  paragraphs: string[]
  footer: string
}

type Texts = {
  account(email: string): Text
  organisation(name: string): Text
}

export const erasureTexts: Record<MailLocale, Texts> = {
  en: {
    account: (email) => ({
      subject: `Your ${productName} account has been deleted`,
      heading: 'Your account has been deleted',
      paragraphs: [
        `The account ${email} is gone, as its owner has asked, and nobody can sign in to it any more. What it held of you (your name, your address, sign-ins, keys and links to Microsoft 365) is being removed. The records that you owned stay with your organisation.`,
        'If it was not you, tell your administrator right away.',
      ],
      footer: `You get this mail, the last one, because you had the account ${email} in ${productName}.`,
    }),
    organisation: (name) => ({
      subject: `${name} has been deleted from ${productName}`,
      heading: `${name} has been deleted`,
      paragraphs: [
        `An administrator has deleted the organisation ${name} with everything in it: records, people, settings and the connection to Microsoft 365. Nobody can sign in to it any more, and it cannot be brought back.`,
      ],
      footer: `You get this mail because you were an administrator of ${name}.`,
    }),
  },
  fr: {
    account: (email) => ({
      subject: `Votre compte ${productName} a été supprimé`,
      heading: 'Votre compte a été supprimé',
      paragraphs: [
        `Le compte ${email} n’existe plus, comme son titulaire l’a demandé, et plus personne ne peut s’y connecter. Ce qu’il contenait sur vous (nom, adresse, connexions, clés et liens avec Microsoft 365) est en cours d’effacement. Les fiches dont vous étiez propriétaire restent dans votre organisation.`,
        'Si ce n’était pas vous, prévenez tout de suite votre administrateur.',
      ],
      footer: `Vous recevez cet e-mail, le dernier, parce que vous aviez le compte ${email} dans ${productName}.`,
    }),
    organisation: (name) => ({
      subject: `${name} a été supprimée de ${productName}`,
      heading: `${name} a été supprimée`,
      paragraphs: [
        `Un administrateur a supprimé l’organisation ${name} et tout ce qu’elle contenait : fiches, utilisateurs, réglages et connexion à Microsoft 365. Plus personne ne peut s’y connecter, et elle ne peut pas être rétablie.`,
      ],
      footer: `Vous recevez cet e-mail parce que vous étiez administrateur de ${name}.`,
    }),
  },
}
