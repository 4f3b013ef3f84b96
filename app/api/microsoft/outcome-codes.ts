/** How a trip to Microsoft's pages can end: what the screen finds in `?microsoft=` and explains. */
export const outcomeCodes = [
  'tenant-connected',
  'signed-in',
  'signed-in-but-not-enabled',
  // Connecting the tenant
  'consented-elsewhere',
  'consent-declined',
  'consent-failed',
  'tenant-differs',
  'not-an-administrator',
  'directory-roles-missing',
  'other-tenant-connected',
  'tenant-taken',
  'secret-wrong',
  'permission-required',
  // Signing in for a module
  'not-connected',
  'other-tenant',
  'scope-missing',
  'identity-in-use',
  'identity-differs',
  // Either
  'sign-in-declined',
  'sign-in-failed',
  'microsoft-unavailable',
  'trip-expired',
  'trip-of-another-user',
  'conflict',
] as const

export type OutcomeCode = (typeof outcomeCodes)[number]

export const isOutcomeCode = (text: unknown): text is OutcomeCode =>
  outcomeCodes.some((code) => code === text)
