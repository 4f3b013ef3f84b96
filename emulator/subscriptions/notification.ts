import { etagOf } from '../outlook/item-id'
import type { ItemChange } from '../outlook/outlook'
import { contactId } from '../outlook/outlook'
import { listId } from '../todo/todo'
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

/** How a kind of item is named in a notification, and where below its user it is found. */
const typeNames: Record<ItemChange['kind'], { collection(change: ItemChange): string; type: string }> = {
  contact: { collection: () => 'Contacts', type: 'Contact' },
  event: { collection: () => 'Events', type: 'Event' },
  task: {
    collection: ({ userId, folder }) => `Todo/Lists/${listId({ userId, number: folder })}/Tasks`,
    type: 'TodoTask',
  },
}

/** Tells of one change of an item. Of a deleted one only id and etag are left to tell. */
export function changeNotification(row: SubscriptionRow, change: ItemChange): NotificationItem {
  const { number, placement, version } = change.item
  const { collection, type } = typeNames[change.kind]
  // There are no immutable ids in To Do.
  const immutableId = row.immutableId && change.kind !== 'task'
  const id = contactId({ userId: change.userId, number, placement }, { immutableId })
  const resource = `Users/${change.userId}/${collection(change)}/${id}`
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
