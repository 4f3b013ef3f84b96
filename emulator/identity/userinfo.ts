import type { Context } from 'hono'
import type { World } from '../world'
import { openAccessToken } from './access-token'
import { pairwiseSubject } from './token-claims'

/** `/oidc/userinfo` on the Graph host (learn.microsoft.com/entra/identity-platform/userinfo). */
export function serveUserinfo(world: World, context: Context): Response {
  const claims = openAccessToken(world, context.req.header('authorization') ?? null)
  const user =
    typeof claims === 'string' || claims.userId === null
      ? undefined
      : world.directory.users.get(claims.userId)
  if (typeof claims === 'string' || !user || !claims.scopes.includes('openid')) {
    return context.json(
      { error: { code: 'InvalidAuthenticationToken', message: 'Access token is not valid here.' } },
      401,
      {
        'WWW-Authenticate': 'Bearer error="invalid_token"',
      },
    )
  }
  return context.json({
    sub: pairwiseSubject(claims.appId, user),
    ...(claims.scopes.includes('profile')
      ? { name: user.displayName, given_name: user.givenName, family_name: user.surname }
      : {}),
    ...(claims.scopes.includes('email') && user.mail !== null ? { email: user.mail } : {}),
  })
}
