import type { ContactDraft } from '@/lib/crm/contacts/fields'
import type { LeadDraft } from '@/lib/crm/leads/fields'

const LIMIT = 255

/** What real address books hold besides the ordinary: each of these has broken some program. */
export const oddContacts: readonly ContactDraft[] = [
  { lastName: 'Standard', accountName: 'Mairie de Sète', phone: '0 800 000 000 (gratuit)' },
  { lastName: 'X' },
  {
    lastName: '李',
    firstName: '小龍',
    accountName: '龍門貿易有限公司',
    email: 'li.xiaolong@longmen.example',
  },
  { lastName: 'الفاسي', firstName: 'يوسف', accountName: 'Atlas Conseil', mobile: '+212 6 55 01 02 03' },
  { lastName: 'Παπαδοπούλου', firstName: 'Ελένη', email: 'eleni@thalassa.example', mailingCountry: 'Ελλάδα' },
  { lastName: '🎈 Fêtes & Cie', phone: '+33 1 99 00 42 42 poste 12', email: 'bonjour+fetes@ballons.example' },
  {
    firstName: 'Marie-Élisabeth-Charlotte',
    lastName:
      'de Castelbajac-Montesquiou-Fezensac de La Rochefoucauld-Liancourt née von Hohenlohe-Waldenburg-Schillingsfürst',
    salutation: 'Mme la Comtesse douairière',
    email:
      'marie-elisabeth-charlotte.de-castelbajac-montesquiou-fezensac@chateaux-et-domaines-reunis.example',
    title: 'Présidente d’honneur à titre perpétuel',
    mailingStreet: 'Château de la Grande-Garenne\nAile Ouest, escalier B, 3e étage\nRoute des Deux-Étangs',
    mailingCity: 'Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson',
    mailingPostalCode: '51290',
    mailingCountry: 'France',
  },
  {
    firstName: 'Longin',
    lastName: 'Le Long',
    accountName: fill('Société pour l’étude et la mise en valeur des archives, bibliothèques et musées '),
    description: fillTo(6_000, 'Compte rendu : rien de nouveau depuis la dernière visite. '),
  },
  { firstName: 'Jean', lastName: "O’Connor d'Ornano", email: 'JEAN.OCONNOR@Majuscules.EXAMPLE' },
  {
    firstName: '<b>Gras</b>',
    lastName: '=SOMME(A1:A9)',
    accountName: '"Guillemets"; et, virgules',
    phone: '+',
  },
  {
    firstName: 'Février',
    lastName: 'Bissextile',
    dateOfBirth: '1904-02-29',
    email: 'fevrier@bissextile.example',
  },
  { firstName: 'Ana', lastName: 'Deux-Fois', email: 'accueil@deux-fois.example', phone: '04 65 71 00 01' },
  { firstName: 'Anna', lastName: 'Deuxfois', email: 'accueil@deux-fois.example', phone: '+33 4 65 71 00 01' },
]

export const oddLeads: readonly LeadDraft[] = [
  { lastName: 'Inconnu', description: 'Carte de visite illisible.' },
  { lastName: 'Ødegård', firstName: 'Åse', company: 'Nordlys AS', leadStatus: 'Nouveau' },
  {
    lastName: 'Zhang',
    firstName: '伟',
    company: fill('Zhang International Trading ').trim(),
    leadStatus: 'Perdu',
  },
  { lastName: 'Dupont', firstName: 'Jean', company: 'Dupont & Dupond', email: 'jean@dupont.example' },
  { lastName: 'Dupond', firstName: 'Jean', company: 'Dupont & Dupond', email: 'jean@dupond.example' },
]

/** As long as a line may be. */
function fill(text: string): string {
  return fillTo(LIMIT, text)
}

function fillTo(length: number, text: string): string {
  return text
    .repeat(Math.ceil(length / text.length))
    .slice(0, length)
    .trim()
}
