/** An app registration: what the developer of an app entered in Microsoft Entra. It exists beside all tenants. */
export type AppRegistration = {
  appId: string
  displayName: string
  secrets: readonly string[]
  redirectUris: readonly string[]
  /** What the tile in the app launcher opens; an app without one has no tile. */
  homepageUrl: string | null
  /** Delegated scopes of Microsoft Graph configured in the registration (what `.default` and admin consent grant). */
  delegatedScopes: readonly string[]
  /** Application permissions of Microsoft Graph configured in the registration. */
  applicationRoles: readonly string[]
  /**
   * The manifest's member of that name: id_tokens then carry the user's directory roles as `wids`
   * (learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
   */
  groupMembershipClaims?: 'DirectoryRole'
  /** Set for a single-tenant app: other tenants cannot use it. */
  onlyTenantId?: string
}
