import type { Store } from '../core/store'
import { type ContactChange, rowId } from '../outlook/outlook'
import type { World } from '../world'
import { NotificationDelivery } from './deliver-notifications'
import { changeNotification, type LifecycleEvent, lifecycleNotification } from './notification'
import { type SubscriptionRow, subscriptionRows } from './subscription'

type Notifier = {
  delivery: NotificationDelivery
  subscriptionsTo(userId: string, folder: number): SubscriptionRow[]
}

const notifiers = new WeakMap<Store, Notifier>()

function notifierOf(world: World): Notifier {
  const known = notifiers.get(world.store)
  if (known) return known
  const byFolder = subscriptionRows(world.store).indexBy(({ userId, folder }) => rowId(userId, folder))
  const made = {
    delivery: new NotificationDelivery(world),
    subscriptionsTo: (userId: string, folder: number) => byFolder(rowId(userId, folder)),
  }
  notifiers.set(world.store, made)
  return made
}

/** From now on changes of contacts are told to whoever subscribed, whoever made them. */
export function startNotifying(world: World): void {
  notifierOf(world).delivery.start()
  world.outlook.onChange('subscriptions', (change) => notifyOf(world, change))
}

function notifyOf(world: World, change: ContactChange): void {
  const { delivery, subscriptionsTo } = notifierOf(world)
  for (const row of subscriptionsTo(change.userId, change.folder)) {
    if (Date.parse(row.expirationDateTime) <= world.clock.now().getTime()) continue
    if (!row.changeType.toLowerCase().includes(change.changeType)) continue
    delivery.enqueue(row.notificationUrl, changeNotification(row, change))
  }
}

/**
 * Sends a lifecycle notification; `subscriptionRemoved` removes the subscription as well. False when the subscription
 * has no endpoint for it.
 */
export function sendLifecycleNotification(
  world: World,
  row: SubscriptionRow,
  event: LifecycleEvent,
): boolean {
  if (event === 'subscriptionRemoved') subscriptionRows(world.store).delete(row.id)
  if (row.lifecycleNotificationUrl === null) return false
  notifierOf(world).delivery.enqueue(row.lifecycleNotificationUrl, lifecycleNotification(row, event))
  return true
}
