import 'server-only'
import type { Database } from '@/db/client'
import { log } from '@/lib/log'
import { NotificationBody, type NotificationItem } from '@/lib/sync/connections/accept-notifications'
import { database } from './database'
import { requestConnections } from './wake'

type Accept = (db: Database, items: readonly NotificationItem[], now: Date) => Promise<string[]>

const longestBody = 1_000_000

/**
 * Answers Microsoft's webhook calls: the validation handshake with the decoded token as plain text
 * (learn.microsoft.com/graph/change-notifications-delivery-webhooks), anything else with 202 as fast as possible. Who
 * sends something we do not know learns nothing from the answer.
 */
export async function microsoftWebhook(request: Request, accept: Accept): Promise<Response> {
  const token = new URL(request.url).searchParams.get('validationToken')
  if (token !== null) {
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
    return new Response(token, { status: 200, headers })
  }
  const text = await request.text()
  const body = text.length > longestBody ? null : parse(text)
  if (!body) return new Response(null, { status: 202 })
  const connectionIds = await accept(database(), body.value, new Date())
  await requestConnections(connectionIds)
  log.info({ items: body.value.length, connections: connectionIds.length }, 'notifications accepted')
  return new Response(null, { status: 202 })
}

function parse(text: string) {
  try {
    const parsed = NotificationBody.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
