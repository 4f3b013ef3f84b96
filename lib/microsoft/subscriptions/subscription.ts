import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import type { Graph } from '@/lib/microsoft/graph/graph'

const Created = z.object({ id: z.string().min(1), expirationDateTime: z.string() })

export type Subscribed = { graphId: string; expiresAt: Date }

const dayMs = 86_400_000

/**
 * For how long a subscription is asked for, and from which rest on it is renewed. Under seven days are allowed for Outlook
 * items and under three for tasks (learn.microsoft.com/graph/api/resources/subscription); it is renewed each day, or twice,
 * so that a renewal may fail for a while.
 */
export const subscriptionLife = (resource: string): { lifetimeMs: number; renewBeforeMs: number } =>
  resource.includes('/todo/')
    ? { lifetimeMs: 2.5 * dayMs, renewBeforeMs: 2 * dayMs }
    : { lifetimeMs: 6 * dayMs, renewBeforeMs: 5 * dayMs }

const endOf = (resource: string, now: Date): string =>
  new Date(now.getTime() + subscriptionLife(resource).lifetimeMs).toISOString()

/**
 * Asks to be notified of changes below `resource` (a path without a leading slash). Microsoft calls both addresses
 * once before it answers, and a notification may arrive before the answer does.
 * @throws UpstreamError
 */
export async function subscribe(
  graph: Graph,
  wanted: { resource: string; clientState: string; notificationUrl: string; now: Date },
): Promise<Subscribed> {
  const body = {
    changeType: 'created,updated,deleted',
    notificationUrl: `${wanted.notificationUrl}/api/microsoft/notifications`,
    lifecycleNotificationUrl: `${wanted.notificationUrl}/api/microsoft/lifecycle`,
    resource: wanted.resource,
    expirationDateTime: endOf(wanted.resource, wanted.now),
    clientState: wanted.clientState,
  }
  return subscribed(await graph.send({ method: 'POST', path: '/subscriptions', body }))
}

/** Prolongs a subscription. @returns null when it is gone and has to be made anew */
export async function renewSubscription(
  graph: Graph,
  { graphId, resource }: { graphId: string; resource: string },
  now: Date,
): Promise<Subscribed | null> {
  const body = { expirationDateTime: endOf(resource, now) }
  try {
    return subscribed(
      await graph.send({ method: 'PATCH', path: `/subscriptions/${encodeURIComponent(graphId)}`, body }),
    )
  } catch (error) {
    if (error instanceof UpstreamError && error.remedy === 'gone') return null
    throw error
  }
}

/** Ends a subscription; one that is gone already is fine. */
export async function unsubscribe(graph: Graph, graphId: string): Promise<void> {
  await graph
    .send({ method: 'DELETE', path: `/subscriptions/${encodeURIComponent(graphId)}` })
    .catch((error: unknown) => {
      if (!(error instanceof UpstreamError && error.remedy === 'gone')) throw error
    })
}

const Subscriptions = z.object({ value: z.array(z.object({ id: z.string().min(1), resource: z.string() })) })

/** Ends whatever subscriptions this application has for a resource. */
export async function unsubscribeFrom(graph: Graph, resource: string): Promise<void> {
  const { value } = await graph.get('/subscriptions', Subscriptions)
  const same = (other: string) => other.replace(/^\//, '').toLowerCase() === resource.toLowerCase()
  for (const one of value) if (same(one.resource)) await unsubscribe(graph, one.id)
}

function subscribed(json: unknown): Subscribed {
  const created = Created.parse(json)
  return { graphId: created.id, expiresAt: new Date(created.expirationDateTime) }
}
