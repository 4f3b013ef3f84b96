import { fold } from '../records/search-words'

/** A header without case, accents and punctuation: `Tél. mobile` and `tel mobile` are the same. */
export const headerKey = (header: string): string =>
  fold(header)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The whole name in one column, used where there is no first and last name. */
export const fullName = 'fullName'

const addressHeaders = (place: 'mailing' | 'other', english: string[], french: string[]) => ({
  [`${place}Street`]: [
    ...english.flatMap((name) => [`${name} street`, `${name} street 2`, `${name} street 3`]),
    ...french.flatMap((name) => [`rue ${name}`, `rue ${name} 2`, `rue ${name} 3`]),
  ],
  [`${place}City`]: [...english.map((name) => `${name} city`), ...french.map((name) => `ville ${name}`)],
  [`${place}State`]: [
    ...english.flatMap((name) => [`${name} state`, `${name} region`]),
    ...french.flatMap((name) => [`dep region ${name}`, `departement ${name}`]),
  ],
  [`${place}PostalCode`]: [
    ...english.flatMap((name) => [`${name} postal code`, `${name} zip`, `${name} code`]),
    ...french.map((name) => `code postal ${name}`),
  ],
  [`${place}Country`]: [
    ...english.flatMap((name) => [`${name} country`, `${name} country region`]),
    ...french.flatMap((name) => [`pays region ${name}`, `pays ${name}`]),
  ],
})

const company = [
  ...['company', 'company name', 'account name', 'associated company', 'primary company', 'organization'],
  ...['organization name', 'organization 1 name', 'societe', 'entreprise', 'nom de l entreprise', 'compte'],
  ...['nom du compte', 'entreprise associee', 'entreprise principale'],
]

/**
 * Under which headers the exports of Outlook, Google Contacts, Zoho CRM and HubSpot, in English and French, and our own
 * carry each field. The first name of each list is the one that our exports write.
 */
export const headersOfField: Record<string, string[]> = {
  firstName: ['first name', 'given name', 'middle name', 'additional name', 'prenom', 'deuxieme prenom'],
  lastName: ['last name', 'family name', 'surname', 'nom', 'nom de famille'],
  [fullName]: ['name', 'full name', 'display name', 'nom complet'],
  salutation: ['salutation', 'name prefix', 'civilite', 'formule de politesse'],
  email: [
    ...['email', 'e mail', 'email address', 'e mail address', 'e mail 1 value', 'e mail 1', 'primary email'],
    ...['adresse e mail', 'adresse email', 'adresse de messagerie', 'adresse de courrier', 'courriel'],
  ],
  secondaryEmail: [
    ...['secondary email', 'e mail 2 address', 'e mail 2 value', 'e mail 2', 'work email', 'autre e mail'],
    ...['adresse de messagerie 2', 'adresse de courrier 2', 'e mail secondaire', 'adresse e mail secondaire'],
  ],
  phone: [
    ...['phone', 'phone number', 'business phone', 'work phone', 'phone work', 'phone other', 'telephone'],
    ...['telephone bureau', 'numero de telephone', 'telephone professionnel'],
  ],
  mobile: [
    ...[
      'mobile',
      'mobile phone',
      'mobile phone number',
      'cell phone',
      'phone mobile',
      'tel mobile',
      'portable',
    ],
    ...[
      'telephone mobile',
      'telephone portable',
      'numero de telephone mobile',
      'numero de telephone portable',
    ],
  ],
  homePhone: ['home phone', 'phone home', 'telephone domicile', 'telephone personnel'],
  accountName: ['account name', ...company],
  company: ['company', ...company],
  title: [
    ...[
      'title',
      'job title',
      'organization title',
      'organization 1 title',
      'position',
      'titre',
      'fonction',
      'poste',
    ],
    ...['intitule de poste', 'intitule du poste'],
  ],
  department: [
    'department',
    'organization department',
    'organization 1 department',
    'service',
    'departement',
  ],
  assistant: ['assistant', 'assistant s name', 'nom de l assistant e', 'nom de l assistant', 'assistante'],
  dateOfBirth: ['date of birth', 'birthday', 'anniversaire', 'date de naissance', 'date d anniversaire'],
  website: [
    ...[
      'website',
      'web page',
      'website url',
      'website 1 value',
      'url',
      'page web',
      'site web',
      'site internet',
    ],
    ...['url du site web', 'company domain name'],
  ],
  ...addressHeaders('mailing', ['mailing', 'business', 'address 1'], ['bureau']),
  ...addressHeaders('other', ['other', 'home', 'address 2'], ['domicile']),
  leadSource: ['lead source', 'source du lead', 'source du prospect', 'source de prospect', 'origine'],
  leadStatus: ['lead status', 'statut du lead', 'statut du prospect', 'etat du prospect'],
  description: ['description', 'notes', 'note', 'remarques', 'commentaires'],
}

/** Addresses of one address only (HubSpot, Zoho's leads): tried after everything else. */
export const plainAddressHeaders: Record<string, string[]> = {
  mailingStreet: ['street', 'street address', 'address', 'rue', 'adresse', 'adresse postale'],
  mailingCity: ['city', 'ville'],
  mailingState: [
    'state',
    'state region',
    'region',
    'departement region',
    'region departement',
    'etat region',
  ],
  mailingPostalCode: ['postal code', 'zip', 'zip code', 'code postal'],
  mailingCountry: ['country', 'country region', 'pays', 'pays region'],
}
