import type { Directory } from '@/lib/access/directory'
import { DomainError, UpstreamError } from '@/lib/errors'
import { CredentialError } from '../identity/credential-error'
import type { IdentityDeps } from '../identity/identity-deps'
import { askDirectory } from './ask-directory'
import { GraphUser, graphUserProperties, tenantUserFromGraph } from './tenant-user'

const GraphUserWithLanguage = GraphUser.extend({
  /** BCP 47, such as `fr-FR`; null where nobody has set one. */
  preferredLanguage: GraphUser.shape.mail,
})

/** The directories of connected tenants, as the verbs about people ask them (learn.microsoft.com/graph/api/user-get). */
export const tenantDirectory = (deps: IdentityDeps): Directory => ({
  async findUser(tenantId, userId) {
    const path = `/users/${encodeURIComponent(userId)}?$select=${graphUserProperties},preferredLanguage`
    try {
      const user = await askDirectory(deps, tenantId, path, GraphUserWithLanguage)
      return { ...tenantUserFromGraph(user), language: languageFromGraph(user.preferredLanguage) }
    } catch (error) {
      if (error instanceof CredentialError) throw new DomainError(error.reason, { cause: error })
      if (error instanceof UpstreamError && error.details.status === 404) return null
      throw error
    }
  },
})

function languageFromGraph(tag: string | null | undefined): 'en' | 'fr' | null {
  const language = tag?.slice(0, 2).toLowerCase()
  return language === 'en' || language === 'fr' ? language : null
}
