/** What an audit entry can be about: the first part of its action. */
export const auditNouns = [
  'member',
  'profile',
  'invitation',
  'join-request',
  'account',
  'api-key',
  'tenant',
  'connection',
] as const

export type AuditNoun = (typeof auditNouns)[number]
