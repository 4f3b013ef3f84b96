import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { noContent, ok } from '../graph/replies'
import { createSubscription, creatorOf, requireWatchPermission } from './create-subscription'
import { kindNamed } from './resource-kinds'
import {
  livingSubscriptions,
  type SubscriptionRow,
  subscriptionRows,
  subscriptionToGraph,
} from './subscription'
import { grantedExpiration, parseSubscriptionPatch } from './subscription-body'
import { validateEndpoint } from './validate-endpoint'

/** learn.microsoft.com/graph/api/resources/subscription */
export const subscriptionRoutes: readonly GraphRoute[] = [
  route('POST', '/subscriptions', createSubscription),
  route('GET', '/subscriptions', (call) =>
    ok({
      '@odata.context': `${call.world.graphUrl}/v1.0/$metadata#subscriptions`,
      value: own(call).map((row) => withoutContext(subscriptionToGraph(row, call))),
    }),
  ),
  route('GET', '/subscriptions/:subscription', (call) => ok(subscriptionToGraph(ownOne(call), call))),
  route('PATCH', '/subscriptions/:subscription', renewSubscription),
  route('POST', '/subscriptions/:subscription/reauthorize', (call) => {
    requireWatchPermission(call, kindNamed(ownOne(call).kind))
    return { status: Number(call.world.settings.uncertain.U41) }
  }),
  route('DELETE', '/subscriptions/:subscription', (call) => {
    subscriptionRows(call.world.store).delete(ownOne(call).id)
    return noContent()
  }),
]

function route(method: GraphRoute['method'], path: string, handler: GraphRoute['handler']): GraphRoute {
  return { method, path, service: 'platform', handler }
}

/** Renews and reauthorises, and may lead to another endpoint: learn.microsoft.com/graph/api/subscription-update */
async function renewSubscription(call: GraphCall): Promise<GraphReply> {
  const row = ownOne(call)
  const kind = kindNamed(row.kind)
  requireWatchPermission(call, kind)
  const { expirationDateTime, notificationUrl = row.notificationUrl } = parseSubscriptionPatch(call.body)
  const granted =
    expirationDateTime === undefined
      ? row.expirationDateTime
      : grantedExpiration(expirationDateTime, kind.maximumMinutes, call.now)
  if (notificationUrl !== row.notificationUrl) await validateEndpoint(call.world, notificationUrl)
  const renewed = { ...ownOne(call), expirationDateTime: granted, notificationUrl }
  return ok(subscriptionToGraph(subscriptionRows(call.world.store).put(renewed), call))
}

/** Only what this app, and with a delegated token this user, has created. */
function own(call: GraphCall): SubscriptionRow[] {
  const creatorId = creatorOf(call)
  return livingSubscriptions(call.world).filter(
    (row) => row.tenantId === call.tenantId && row.appId === call.appId && row.creatorId === creatorId,
  )
}

function ownOne(call: GraphCall): SubscriptionRow {
  const row = own(call).find(({ id }) => id === call.params.subscription)
  if (row) return row
  throw new GraphError(404, 'ResourceNotFound', 'The object was not found.')
}

function withoutContext({ '@odata.context': _, ...rest }: ReturnType<typeof subscriptionToGraph>) {
  return rest
}
