import { z } from 'zod'

/** A user as Graph's directory describes it, with the properties that we ask for. */
export const GraphUser = z.object({
  id: z.guid().toLowerCase(),
  userPrincipalName: z.string(),
  mail: z.string().nullish(),
  displayName: z.string().nullish(),
  jobTitle: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
})

/** The `$select` that fills `GraphUser`. */
export const graphUserProperties = Object.keys(GraphUser.shape).join(',')

export type TenantUser = {
  /** Equals the `oid` of her tokens. */
  id: string
  upn: string
  mail: string | null
  name: string
  jobTitle: string | null
  /** An enabled account of the tenant's own: no guest, no shared mailbox, nobody who has left. */
  eligible: boolean
}

export function tenantUserFromGraph(user: z.infer<typeof GraphUser>): TenantUser {
  const { id, userPrincipalName: upn, mail, displayName, jobTitle, accountEnabled, userType } = user
  // Old members have no userType; guests of that age are told by their name (learn.microsoft.com/graph/api/resources/user).
  const guest = userType?.toLowerCase() === 'guest' || upn.toUpperCase().includes('#EXT#')
  return {
    id,
    upn,
    mail: mail || null,
    name: displayName || upn,
    jobTitle: jobTitle || null,
    eligible: accountEnabled === true && !guest,
  }
}
