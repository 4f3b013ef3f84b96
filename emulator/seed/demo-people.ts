import type { Tenant } from '../directory/entities'
import type { SeedUser } from './seed'

export type Person = SeedUser & { password: string | null }

export const demoTenants = {
  first: {
    id: '3f0c2a7e-9d41-4c8b-a5e6-17b2d8f0c934',
    displayName: 'Alpinia',
    domains: ['alpinia.example', 'alpinia.onmicrosoft.example'],
    userConsentAllowed: true,
  },
  second: {
    id: '8b6d1e53-2f7a-4e09-b1c4-5a90e3d7f268',
    displayName: 'Brisebois Conseil',
    domains: ['brisebois.example', 'brisebois.onmicrosoft.example'],
    userConsentAllowed: true,
  },
} as const satisfies Record<string, Tenant>

const french = { preferredLanguage: 'fr-FR' } as const
const english = {
  preferredLanguage: 'en-GB',
  mailboxSettings: { timeZone: 'GMT Standard Time', language: 'en-GB' },
} as const

/**
 * Who has a Microsoft 365 account in the demo, by key. `gaelle` has none. `denis` signs in to the CRM under another
 * address than here; everybody else who has both uses the same.
 */
export const demoUsers = {
  admin: person('3f0c0000-0000-4000-8000-000000000001', 'admin', 'Alice', 'Martin', {
    ...french,
    isAdmin: true,
    jobTitle: 'Responsable informatique',
    department: 'Informatique',
  }),
  ana: person('3f0c0000-0000-4000-8000-000000000002', 'ana', 'Ana', 'Lopes', {
    ...french,
    jobTitle: 'Chargée de clientèle',
    department: 'Ventes',
    businessPhones: ['+33 4 50 00 01 02'],
  }),
  bruno: person('3f0c0000-0000-4000-8000-000000000003', 'bruno', 'Bruno', 'Maes', {
    ...english,
    jobTitle: 'Account manager',
    department: 'Ventes',
    mobilePhone: '+32 470 00 01 03',
  }),
  chloe: person('3f0c0000-0000-4000-8000-000000000004', 'chloe', 'Chloé', 'Dubois', {
    ...french,
    jobTitle: 'Assistante commerciale',
    department: 'Ventes',
  }),
  denis: person('3f0c0000-0000-4000-8000-000000000005', 'd.leroy', 'Denis', 'Leroy', {
    ...french,
    jobTitle: 'Consultant',
    department: 'Projets',
  }),
  elise: person('3f0c0000-0000-4000-8000-000000000006', 'elise', 'Élise', 'Fontaine', {
    ...french,
    jobTitle: 'Cheffe de projet',
    department: 'Projets',
  }),
  farid: person('3f0c0000-0000-4000-8000-000000000007', 'farid', 'Farid', 'Benali', {
    ...french,
    jobTitle: 'Office manager',
    department: 'Administration',
  }),
  hugo: person('3f0c0000-0000-4000-8000-000000000008', 'hugo', 'Hugo', 'Schmitt', {
    ...english,
    mail: 'hugo.schmitt@alpinia.example',
    jobTitle: 'Engineer',
    department: 'Projets',
  }),
  ines: person('3f0c0000-0000-4000-8000-000000000009', 'ines', 'Inès', 'Moreau', {
    ...french,
    jobTitle: 'Chargée de marketing',
    department: 'Marketing',
  }),
  guest: person('3f0c0000-0000-4000-8000-000000000010', 'greta', 'Greta', 'Lindqvist', {
    userPrincipalName: 'greta_nordlicht.example#EXT#@alpinia.onmicrosoft.example',
    mail: 'greta@nordlicht.example',
    userType: 'Guest',
    externalUserState: 'Accepted',
    hasMailbox: false,
  }),
  disabled: person('3f0c0000-0000-4000-8000-000000000011', 'thomas', 'Thomas', 'Girard', {
    ...french,
    accountEnabled: false,
    jobTitle: 'A quitté la société',
  }),
  shared: {
    ...person('3f0c0000-0000-4000-8000-000000000012', 'accueil', null, null, { accountEnabled: false }),
    displayName: 'Accueil Alpinia',
    password: null,
  },
  withoutMailbox: {
    ...person('3f0c0000-0000-4000-8000-000000000013', 'kiosque', null, null, {
      hasMailbox: false,
      mail: null,
    }),
    displayName: 'Kiosque Atelier',
  },
  oscar: person('8b6d0000-0000-4000-8000-000000000001', 'oscar', 'Oscar', 'Brisebois', {
    ...elsewhere('oscar'),
    ...english,
    isAdmin: true,
    jobTitle: 'Managing partner',
  }),
  paula: person('8b6d0000-0000-4000-8000-000000000002', 'paula', 'Paula', 'Ferreira', {
    ...elsewhere('paula'),
    ...french,
    jobTitle: 'Consultante',
  }),
} as const satisfies Record<string, Person>

function person(
  id: string,
  name: string,
  givenName: string | null,
  surname: string | null,
  more: Partial<SeedUser>,
): Person {
  return {
    id,
    tenantId: demoTenants.first.id,
    userPrincipalName: `${name}@alpinia.example`,
    displayName: `${givenName ?? ''} ${surname ?? ''}`.trim(),
    givenName,
    surname,
    ...more,
    password: `${name}-microsoft-365`,
  }
}

function elsewhere(name: string) {
  return { tenantId: demoTenants.second.id, userPrincipalName: `${name}@brisebois.example` }
}
