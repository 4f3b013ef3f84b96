/** One request as faults, limits and the traffic log see it: to Graph, as a part of a batch, or to the sign-in service. */
export type Exchange = {
  kind: 'graph' | 'batch' | 'sign-in'
  method: string
  /** As asked, without query. */
  path: string
  /** With query, and with the user's id for `me` or a userPrincipalName: what faults are matched against as well. */
  variants: readonly string[]
  appId: string | null
  /** The user named by the path, else the one behind the token. */
  userId: string | null
  /** The id of the batch's own request; null outside one. */
  batchOf: string | null
  /** The mailbox whose limits count: set for mailbox resources of Graph. */
  limited: boolean
}
