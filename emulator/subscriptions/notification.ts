import { etagOf } from '../outlook/item-id'
import type { ItemChange } from '../outlook/outlook'
import { contactId } from '../outlook/outlook'
import type { SubscriptionRow } from './subscription'

/** One entry of a notification's `value`. */
export type NotificationItem = Record<string, unknown>

/** What all notifications carry: learn.microsoft.com/graph/api/resources/changenotification */
function envelope(row: SubscriptionRow): NotificationItem {
  return {
    subscriptionId: row.id,
    subscriptionExpirationDateTime: row.expirationDateTime.replace('Z', '+00:00'),
    tenantId: row.tenantId,
    clientState: row.clientState,
  }
}

const typeNames: Record<ItemChange['kind'], { collection: string; type: string }> = {
  contact: { collection: 'Contacts', type: 'Contact' },
  event: { collection: 'Events', type: 'Event' },
}

/** Tells of one change of an item. Of a deleted one only id and etag are left to tell. */
export function changeNotification(row: SubscriptionRow, change: ItemChange): NotificationItem {
  const { number, placement, version } = change.item
  const { collection, type } = typeNames[change.kind]
  const id = contactId({ userId: change.userId, number, placement }, row)
  const resource = `Users/${change.userId}/${collection}/${id}`
  return {
    ...envelope(row),
    changeType: change.changeType,
    resource,
    resourceData: {
      '@odata.type': `#Microsoft.Graph.${type}`,
      '@odata.id': resource,
      '@odata.etag': etagOf(change.userId, version),
      id,
    },
  }
}

export const lifecycleEvents = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'] as const
export type LifecycleEvent = (typeof lifecycleEvents)[number]

/** Tells of the subscription itself: learn.microsoft.com/graph/change-notifications-lifecycle-events */
export const lifecycleNotification = (
  row: SubscriptionRow,
  lifecycleEvent: LifecycleEvent,
): NotificationItem => ({
  ...envelope(row),
  lifecycleEvent,
})
