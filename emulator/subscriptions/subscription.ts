import type { Collection } from '../core/collection'
import type { Store } from '../core/store'
import type { GraphCall } from '../graph/call'
import type { World } from '../world'
import type { ResourceKind } from './resource-kinds'

export type SubscriptionRow = {
  id: string
  tenantId: string
  appId: string
  /** The signed-in user's id, or the id of the app's service principal. */
  creatorId: string
  kind: ResourceKind['name']
  /** As it was asked for. */
  resource: string
  /** Whose mailbox, and which folder of it. */
  userId: string
  folder: number
  changeType: string
  notificationUrl: string
  lifecycleNotificationUrl: string | null
  clientState: string | null
  expirationDateTime: string
  /** Notified ids have the format that was asked for at the create. */
  immutableId: boolean
}

/** Every subscription, also expired ones that nobody has asked for since. */
export const subscriptionRows = (store: Store): Collection<SubscriptionRow> =>
  store.collection('subscriptions')

/** Subscriptions that have not expired. Expired ones are gone without a sign. */
export function livingSubscriptions({ store, clock }: Pick<World, 'store' | 'clock'>): SubscriptionRow[] {
  const now = clock.now().getTime()
  return [...subscriptionRows(store).values()].filter(
    ({ expirationDateTime }) => Date.parse(expirationDateTime) > now,
  )
}

/** A subscription as Graph shows it: learn.microsoft.com/graph/api/resources/subscription */
export function subscriptionToGraph(row: SubscriptionRow, { world }: Pick<GraphCall, 'world'>) {
  return {
    '@odata.context': `${world.graphUrl}/v1.0/$metadata#subscriptions/$entity`,
    id: row.id,
    resource: row.resource,
    applicationId: row.appId,
    changeType: row.changeType,
    clientState: world.settings.uncertain.U31 === 'yes' ? row.clientState : null,
    notificationUrl: row.notificationUrl,
    lifecycleNotificationUrl: row.lifecycleNotificationUrl,
    expirationDateTime: row.expirationDateTime,
    creatorId: row.creatorId,
    latestSupportedTlsVersion: 'v1_2',
    notificationQueryOptions: null,
    includeResourceData: null,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  }
}
