import type { AppRegistration } from '../core/registration'
import type { Seed } from '../seed/seed'

/** Two small tenants for tests. */
export const small = {
  tenantId: '0b8b1f0a-3a58-4b6c-9d6e-54f1a7b0c2d3',
  otherTenantId: '5d1f8e0c-8a77-4b6f-9b52-3f5f6a1c7e44',
  anaId: '11111111-1111-4111-8111-111111111111',
  brunoId: '22222222-2222-4222-8222-222222222222',
  adminId: '33333333-3333-4333-8333-333333333333',
  guestId: '44444444-4444-4444-8444-444444444444',
  withoutMailboxId: '55555555-5555-4555-8555-555555555555',
  oscarId: '66666666-6666-4666-8666-666666666666',
  appId: 'aaaaaaaa-0000-4000-8000-000000000001',
  secret: 'test-secret',
  scriptsAppId: 'aaaaaaaa-0000-4000-8000-000000000002',
  redirectUri: 'http://localhost:3000/callback',
} as const

export const smallSeed: Seed = {
  tenants: [
    { id: small.tenantId, displayName: 'Small', domains: ['small.example'], userConsentAllowed: true },
    { id: small.otherTenantId, displayName: 'Other', domains: ['other.example'], userConsentAllowed: true },
  ],
  users: [
    user(small.anaId, 'ana', 'Ana Lopes'),
    user(small.brunoId, 'bruno', 'Bruno Maes'),
    { ...user(small.adminId, 'admin', 'Alice Admin'), isAdmin: true },
    {
      ...user(small.guestId, 'guest', 'Gus Guest'),
      userPrincipalName: 'gus_partner.example#EXT#@small.example',
      mail: 'gus@partner.example',
      userType: 'Guest',
      externalUserState: 'Accepted',
      hasMailbox: false,
    },
    { ...user(small.withoutMailboxId, 'nomail', 'Nora Nomail'), hasMailbox: false, mail: null },
    {
      ...user(small.oscarId, 'oscar', 'Oscar Other'),
      tenantId: small.otherTenantId,
      userPrincipalName: 'oscar@other.example',
      mail: 'oscar@other.example',
      isAdmin: true,
    },
  ],
  consents: [
    { tenantId: small.tenantId, appId: small.appId },
    { tenantId: small.tenantId, appId: small.scriptsAppId },
  ],
}

export const smallRegistrations: readonly AppRegistration[] = [
  {
    appId: small.appId,
    displayName: 'Test app',
    secrets: [small.secret],
    redirectUris: [small.redirectUri],
    groupMembershipClaims: 'DirectoryRole',
    homepageUrl: 'http://localhost:3000/launch',
    delegatedScopes: ['User.Read', 'Contacts.ReadWrite', 'User.ReadBasic.All'],
    applicationRoles: ['Contacts.ReadWrite', 'Calendars.ReadWrite', 'Tasks.ReadWrite.All', 'User.Read.All'],
  },
  {
    appId: small.scriptsAppId,
    displayName: 'Scripts',
    secrets: [small.secret],
    redirectUris: [],
    homepageUrl: null,
    delegatedScopes: [],
    applicationRoles: ['Contacts.ReadWrite'],
  },
]

function user(id: string, name: string, displayName: string) {
  return {
    id,
    tenantId: small.tenantId,
    userPrincipalName: `${name}@small.example`,
    mail: `${name}@small.example`,
    displayName,
    password: `${name}-password`,
  }
}
