import { z } from 'zod'
import type { IdentityDeps } from '../identity/identity-deps'
import { askDirectory } from './ask-directory'
import { GraphUser, graphUserProperties, type TenantUser, tenantUserFromGraph } from './tenant-user'

const GraphUserPage = z.object({ value: z.array(GraphUser), '@odata.nextLink': z.url().optional() })

/** `$search` and counting need both, on every page again (learn.microsoft.com/graph/aad-advanced-queries). */
const ADVANCED = { ConsistencyLevel: 'eventual' }
const fields = ['displayName', 'mail', 'userPrincipalName']

export type TenantUserPage = { users: TenantUser[]; nextSkipToken: string | null }

/**
 * A page of the tenant's users, by the beginnings of words in name and addresses; all of them without words. Guests and
 * disabled accounts are in it, told by `eligible`.
 * @param limit 1 to 999
 * @throws CredentialError, UpstreamError as `askDirectory`
 */
export async function searchTenantUsers(
  deps: IdentityDeps,
  tenantId: string,
  query: { words: string; limit: number; skipToken?: string | undefined },
): Promise<TenantUserPage> {
  const parameters = new URLSearchParams({
    $select: graphUserProperties,
    $top: String(query.limit),
    $count: 'true',
  })
  const search = searchExpression(query.words)
  if (search !== '') parameters.set('$search', search)
  if (query.skipToken !== undefined) parameters.set('$skiptoken', query.skipToken)
  const page = await askDirectory(
    deps,
    tenantId,
    `/users?${percentEncoded(parameters)}`,
    GraphUserPage,
    ADVANCED,
  )
  const next = page['@odata.nextLink']
  return {
    users: page.value.map(tenantUserFromGraph),
    nextSkipToken: next === undefined ? null : new URL(next).searchParams.get('$skiptoken'),
  }
}

/** The words in one of the fields; the quotes belong to the syntax, so a quote or backslash of the user's goes. */
function searchExpression(words: string): string {
  const text = words.replace(/["\\]/g, ' ').trim().replace(/\s+/g, ' ')
  return text === '' ? '' : fields.map((field) => `"${field}:${text}"`).join(' OR ')
}

/** Graph reads a plus sign as itself. */
const percentEncoded = (parameters: URLSearchParams): string => parameters.toString().replaceAll('+', '%20')
