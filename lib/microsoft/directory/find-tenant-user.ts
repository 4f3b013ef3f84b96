import { z } from 'zod'
import type { IdentityDeps } from '../identity/identity-deps'
import { askDirectory } from './ask-directory'
import { GraphUser, graphUserProperties, type TenantUser, tenantUserFromGraph } from './tenant-user'

const GraphUsers = z.object({ value: z.array(GraphUser) })

/** Graph refuses longer values in a filter (learn.microsoft.com/graph/api/user-list). */
const LONGEST_VALUE = 120

/**
 * The tenant's user whose `userPrincipalName` or `mail` is this login, ignoring case (I2). Null when there is none, when
 * her account is disabled or a guest's, and when more than one answers to it: then a sign-in has to tell who is meant.
 * Users made or renamed in the last minutes may be missing: the directory is eventually consistent.
 * @throws CredentialError, UpstreamError as `askDirectory`
 */
export async function findTenantUser(
  deps: IdentityDeps,
  tenantId: string,
  loginEmail: string,
): Promise<TenantUser | null> {
  const login = loginEmail.trim().toLowerCase()
  if (login === '' || login.length > LONGEST_VALUE) return null
  const literal = `'${login.replaceAll("'", "''")}'`
  const filter = `userPrincipalName eq ${literal} or mail eq ${literal}`
  const path = `/users?$filter=${encodeURIComponent(filter)}&$select=${graphUserProperties}&$top=10`
  const { value } = await askDirectory(deps, tenantId, path, GraphUsers)
  const found = value
    .map(tenantUserFromGraph)
    .filter(({ eligible }) => eligible)
    .filter(({ upn, mail }) => upn.toLowerCase() === login || mail?.toLowerCase() === login)
  const [only, ...others] = found
  return only !== undefined && others.length === 0 ? only : null
}
