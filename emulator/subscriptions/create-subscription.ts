import { defaultCalendar } from '../calendar/calendars'
import { visibleCalendar } from '../calendar/find-calendar'
import type { GraphCall, GraphReply } from '../graph/call'
import { accessDenied, GraphError } from '../graph/graph-error'
import { requireMailbox, requireOwnMailbox, unknownUser } from '../graph/permit'
import { created } from '../graph/replies'
import { findServicePrincipal } from '../identity/consent'
import { visibleFolder } from '../outlook/find-folder'
import { defaultFolder } from '../outlook/outlook'
import { visibleList } from '../todo/find-list'
import { parseWatchedResource, type ResourceKind, type WatchedResource } from './resource-kinds'
import {
  livingSubscriptions,
  type SubscriptionRow,
  subscriptionRows,
  subscriptionToGraph,
} from './subscription'
import { grantedExpiration, invalidRequest, parseSubscription } from './subscription-body'
import { validateEndpoint } from './validate-endpoint'

const maximumPerMailbox = 1_000

/** `POST /subscriptions`: learn.microsoft.com/graph/api/subscription-post-subscriptions */
export async function createSubscription(call: GraphCall): Promise<GraphReply> {
  const { world } = call
  const asked = parseSubscription(call.body)
  const watched = parseWatchedResource(asked.resource)
  if (!watched) throw invalidRequest(`The resource '${asked.resource}' cannot be subscribed to.`)
  requireWatchPermission(call, watched.kind)
  if (!watched.kind.covered)
    throw new GraphError(
      501,
      'NotImplemented',
      `This emulator does not notify of a ${watched.kind.name} yet.`,
    )

  const row: SubscriptionRow = {
    id: world.random.uuid(),
    tenantId: call.tenantId,
    appId: call.appId,
    creatorId: creatorOf(call),
    kind: watched.kind.name,
    resource: asked.resource,
    ...mailboxOf(call, watched),
    changeType: asked.changeType,
    notificationUrl: asked.notificationUrl,
    lifecycleNotificationUrl: asked.lifecycleNotificationUrl ?? null,
    clientState: asked.clientState ?? null,
    expirationDateTime: grantedExpiration(asked.expirationDateTime, watched.kind.maximumMinutes, call.now),
    immutableId: call.prefer.immutableId,
  }
  refuseDuplicate(call, row)
  const urls = new Set([row.notificationUrl, row.lifecycleNotificationUrl ?? row.notificationUrl])
  await Promise.all([...urls].map((url) => validateEndpoint(world, url)))
  // Another create may have come first during the handshake.
  refuseDuplicate(call, row)
  subscriptionRows(world.store).put(row)
  return created(subscriptionToGraph(row, call), `${world.graphUrl}/v1.0/subscriptions('${row.id}')`)
}

/** A subscription needs the permission to read what it watches. @throws GraphError 403 */
export function requireWatchPermission({ principal }: GraphCall, kind: ResourceKind): void {
  const held = principal.kind === 'user' ? principal.scopes : principal.roles
  const wanted = principal.kind === 'user' ? kind.delegated : kind.application
  if (!wanted.some((permission) => held.includes(permission))) throw accessDenied()
}

/** The creator, by which a subscription's owner is recognised later. */
export function creatorOf({ principal, world, tenantId, appId }: GraphCall): string {
  if (principal.kind === 'user') return principal.user.id
  return findServicePrincipal(world, tenantId, appId)?.objectId ?? appId
}

function mailboxOf(
  call: GraphCall,
  { kind, userKey, folderId }: WatchedResource,
): { userId: string; folder: number } {
  const { world, principal } = call
  if (userKey === null && principal.kind === 'application')
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
  const user =
    userKey === null && principal.kind === 'user'
      ? principal.user
      : world.directory.findUser(call.tenantId, decodeURIComponent(userKey ?? ''))
  if (!user) throw unknownUser('outlook', userKey ?? '')
  requireOwnMailbox('outlook', principal, user)
  requireMailbox('outlook', user)
  const id = folderId === null ? null : decodeURIComponent(folderId)
  if (kind.name === 'event') return { userId: user.id, folder: calendarWatched(call, user.id, id) }
  if (id === null) return { userId: user.id, folder: defaultFolder }
  if (kind.name === 'todoTask') return { userId: user.id, folder: visibleList(world, user.id, id).number }
  const folder = visibleFolder(world.outlook, world.settings.uncertain, user.id, id)
  return { userId: user.id, folder: folder.number }
}

/** `events` without a calendar means the default one: github.com/microsoftgraph/microsoft-graph-docs/issues/6595 */
function calendarWatched({ world }: GraphCall, userId: string, id: string | null): number {
  if (id === null) return defaultCalendar
  // That another one can be watched is in no table of supported resources (U13).
  if (world.settings.uncertain.U13 === '400')
    throw new GraphError(400, 'ExtensionError', 'Invalid resource specified in payload.')
  return visibleCalendar(world, userId, id).number
}

function refuseDuplicate({ world }: GraphCall, row: SubscriptionRow): void {
  const ofMailbox = livingSubscriptions(world).filter(({ userId }) => userId === row.userId)
  if (ofMailbox.length >= maximumPerMailbox)
    throw new GraphError(403, 'ExtensionError', 'The mailbox has reached its maximum of subscriptions.')
  const twin = ofMailbox.find((other) => combination(other) === combination(row))
  if (twin && world.settings.uncertain.U29 === '409')
    throw new GraphError(
      409,
      'Conflict',
      `Subscription Id <${twin.id}> already exists for the requested combination`,
    )
}

const changeTypesOf = (changeType: string) =>
  changeType
    .split(',')
    .map((type) => type.trim().toLowerCase())
    .sort()

const combination = ({ appId, creatorId, kind, userId, folder, changeType }: SubscriptionRow) =>
  [
    appId,
    creatorId,
    kind,
    userId,
    folder,
    // Of tasks there is one subscription per list, whatever it asks for.
    ...(kind === 'todoTask' ? [] : changeTypesOf(changeType)),
  ].join()
