import type { Store } from '../core/store'
import { type ItemChange, rowId } from '../outlook/outlook'
import type { World } from '../world'
import { NotificationDelivery } from './deliver-notifications'
import { changeNotification, type LifecycleEvent, lifecycleNotification } from './notification'
import { type SubscriptionRow, subscriptionRows } from './subscription'

/** Long enough for the notifications of the next edits to come first. */
const overtakenByMs = 2_000

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

/** From now on changes of items are told to whoever subscribed, whoever made them. */
export function startNotifying(world: World): void {
  notifierOf(world).delivery.start()
  world.outlook.onChange('subscriptions', (change) => notifyOf(world, change))
}

function notifyOf(world: World, change: ItemChange): void {
  const { subscriptionsTo } = notifierOf(world)
  for (const row of subscriptionsTo(change.userId, change.folder)) {
    if (Date.parse(row.expirationDateTime) <= world.clock.now().getTime()) continue
    if (!row.changeType.toLowerCase().includes(change.changeType)) continue
    tell(world, row, change)
  }
}

/** On its way a notification may be lost, doubled, or overtaken by later ones. */
function tell(world: World, row: SubscriptionRow, change: ItemChange): void {
  const { delivery } = notifierOf(world)
  const notification = changeNotification(row, change)
  const path = String(notification.resource)
  const fault = world.faults.strikeNotification({ path, appId: row.appId, userId: row.userId })
  if (fault?.notifications === 'drop') return
  const { todoNotificationDelayMs } = world.outlook.conduct.values()
  const slowKindMs = change.kind === 'task' ? todoNotificationDelayMs : 0
  const delayMs =
    slowKindMs + (fault?.delayMs ?? 0) + (fault?.notifications === 'reorder' ? overtakenByMs : 0)
  delivery.enqueue(row.notificationUrl, notification, delayMs)
  if (fault?.notifications === 'duplicate') delivery.enqueue(row.notificationUrl, notification, delayMs)
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
