import type { User } from '../directory/entities'
import type { World } from '../world'
import { type Authority, findSignIn } from './authority'
import { IdentityError } from './identity-error'

/** Who signs in with this name and password, or what the sign-in page says instead. */
export function checkPassword(
  world: World,
  authority: Authority,
  { login = '', password }: { login?: string; password?: string },
): User | IdentityError {
  const user = findSignIn(world, authority, login)
  if (!user) return unknownName(world, authority, login)
  if (user.password === null || user.password !== password) {
    return problem(50126, 'Error validating credentials due to invalid username or password.')
  }
  return user.accountEnabled ? user : problem(50057, 'The user account is disabled.')
}

function unknownName(world: World, { segment }: Authority, login: string): IdentityError {
  const elsewhere = findSignIn(world, { segment: 'organizations', tenant: null }, login)
  if (elsewhere) return problem(50020, `User account '${login}' does not exist in tenant '${segment}'.`)
  return problem(50034, `The user account ${login} does not exist in the directory.`)
}

const problem = (code: number, text: string) => new IdentityError('access_denied', code, text)
