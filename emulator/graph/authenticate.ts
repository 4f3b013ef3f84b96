import { type AccessClaims, openAccessToken, type TokenProblem } from '../identity/access-token'
import type { World } from '../world'
import { GraphError } from './graph-error'

const texts: Record<TokenProblem, string> = {
  missing: 'Access token is empty.',
  malformed: 'CompactToken parsing failed with error code: 80049217',
  expired: 'Access token has expired or is not yet valid.',
}

/** The claims behind the Authorization header. @throws GraphError 401 with `WWW-Authenticate` */
export function authenticate(world: World, headers: Headers): AccessClaims {
  const claims = openAccessToken(world, headers.get('authorization'))
  if (typeof claims !== 'string') return claims
  const challenge = `Bearer realm="", authorization_uri="${world.baseUrl}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`
  throw new GraphError(401, 'InvalidAuthenticationToken', texts[claims], undefined, {
    'WWW-Authenticate': challenge,
  })
}
