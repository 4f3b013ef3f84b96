import { etagOf } from '../outlook/item-id'
import type { ContactChange } from '../outlook/outlook'
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

/** Tells of one change of a contact. Of a deleted one only id and etag are left to tell. */
export function changeNotification(row: SubscriptionRow, change: ContactChange): NotificationItem {
  const id = contactId({ userId: change.userId, ...change.contact }, row)
  const resource = `Users/${change.userId}/Contacts/${id}`
  return {
    ...envelope(row),
    changeType: change.changeType,
    resource,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Contact',
      '@odata.id': resource,
      '@odata.etag': etagOf(change.userId, change.contact.version),
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
