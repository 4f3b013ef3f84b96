import type { AppRegistration } from '../core/registration'
import { demoContacts } from './demo-contacts'
import { demoEvents } from './demo-events'
import { demoTenants, demoUsers, type Person } from './demo-people'
import { demoTasks } from './demo-tasks'
import type { Seed } from './seed'

export type Client = { clientId: string; clientSecret: string }

/** The two app registrations where nothing else was given. Their limits and logs never mix. */
export const demoClients: { product: Client; scripts: Client } = {
  product: { clientId: '7a3c1f52-5d0e-4f7e-9b5d-2f1c8a6e4d10', clientSecret: 'product-secret-of-the-demo' },
  scripts: { clientId: 'c4e0b9d7-3a61-4b8f-8f0a-91d27e5b6a33', clientSecret: 'scripts-secret-of-the-demo' },
}

/**
 * The demo's state: both tenants know the scripts, only the first is connected to the product. Its members are
 * assigned to the product, so that they have the tile.
 */
export function demoSeed(clients: { product: Client; scripts: Client } = demoClients): Seed {
  const { first, second } = demoTenants
  const people: readonly Person[] = Object.values(demoUsers)
  const members = people.filter(
    ({ tenantId, userType, accountEnabled }) =>
      tenantId === first.id && userType !== 'Guest' && accountEnabled !== false,
  )
  return {
    tenants: [first, second],
    users: people,
    consents: [
      { tenantId: first.id, appId: clients.product.clientId, assignedUserIds: members.map(({ id }) => id) },
      { tenantId: first.id, appId: clients.scripts.clientId },
      { tenantId: second.id, appId: clients.scripts.clientId },
    ],
    contacts: demoContacts,
    events: demoEvents,
    tasks: demoTasks,
  }
}

/** The product and the scripts that act as "the user in Outlook", as their developers registered them. */
export function demoRegistrations(
  appUrl: string,
  { product, scripts }: { product: Client; scripts: Client } = demoClients,
): AppRegistration[] {
  return [
    {
      appId: product.clientId.toLowerCase(),
      displayName: 'Tandem CRM',
      secrets: [product.clientSecret],
      redirectUris: [
        `${appUrl}/api/auth/callback/microsoft-entra-id`,
        `${appUrl}/api/microsoft/consent`,
        `${appUrl}/api/microsoft/sign-in/callback`,
        `${appUrl}/`,
        appUrl,
        `${appUrl}/sign-in`,
        `${appUrl}/launch`,
        `${appUrl}/settings/marketplace/microsoft`,
      ],
      homepageUrl: `${appUrl}/launch`,
      groupMembershipClaims: 'DirectoryRole',
      delegatedScopes: [
        'User.Read',
        'User.ReadBasic.All',
        'Calendars.ReadWrite',
        'Contacts.ReadWrite',
        'Tasks.ReadWrite',
      ],
      applicationRoles: [
        'Calendars.ReadWrite',
        'Contacts.ReadWrite',
        'Tasks.ReadWrite.All',
        'User.Read.All',
        'Organization.Read.All',
      ],
    },
    {
      appId: scripts.clientId.toLowerCase(),
      displayName: 'Scripts of the demo',
      secrets: [scripts.clientSecret],
      redirectUris: [],
      homepageUrl: null,
      delegatedScopes: [],
      applicationRoles: [
        'Calendars.ReadWrite',
        'Contacts.ReadWrite',
        'Tasks.ReadWrite.All',
        'User.Read.All',
        'Mail.Read',
      ],
    },
  ]
}
