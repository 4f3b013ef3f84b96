import type { IdentityDeps } from '../identity-deps'
import { applicationToken } from './application-token'
import { delegatedToken } from './delegated-token'

/** As whom we call Graph: as the application in a tenant (I2), or as a person who signed in (I3). */
export type MicrosoftAccess =
  | { kind: 'application'; tenantId: string }
  | { kind: 'delegated'; identityId: string }

/**
 * A token for Graph that lives for some minutes more. `forceRefresh` after Graph has answered 401 to it: callers who
 * force at the same time cause one refresh between them.
 * @throws CredentialError when a person has to act: `reason` and `scope` say what and who
 * @throws UpstreamError `wait` when Microsoft's login does not answer now
 */
export function accessToken(
  deps: IdentityDeps,
  access: MicrosoftAccess,
  options: { forceRefresh?: boolean } = {},
): Promise<string> {
  const forceRefresh = options.forceRefresh ?? false
  switch (access.kind) {
    case 'application':
      return applicationToken(deps, access.tenantId, forceRefresh)
    case 'delegated':
      return delegatedToken(deps, access.identityId, forceRefresh)
    default:
      return access satisfies never
  }
}
