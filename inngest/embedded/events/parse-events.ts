import { isJsonObject, type Json, type JsonObject } from '../protocol/json'
import { type EventIdSeed, seededUlid } from '../protocol/ulid'
import type { RunnerEvent } from './runner-event'

const limits = { nameBytes: 512, eventBytes: 512 * 1024, eventsPerRequest: 5_000 }
const earliestTs = Date.UTC(1980, 0, 1)
const latestTs = Date.UTC(2100, 0, 1)

export type ParsedEvents = { ok: true; events: RunnerEvent[] } | { ok: false; error: string }
type ParsedEvent = { ok: true; event: RunnerEvent } | { ok: false; error: string }

/**
 * Checks the body of `POST /e/:key`, an event or a list. One bad event refuses the whole list: Inngest's server takes
 * those before it, which nobody should build upon. `nextId` makes the ids where the sender gave no seed.
 */
export function parseEvents(
  body: Json,
  seed: EventIdSeed | undefined,
  now: Date,
  nextId: (timeMs: number) => string,
): ParsedEvents {
  const list = Array.isArray(body) ? body : [body]
  if (list.length > limits.eventsPerRequest) return { ok: false, error: 'too many events in one request' }
  const events: RunnerEvent[] = []
  for (const [index, given] of list.entries()) {
    const id = seed ? seededUlid(seed, index + 1) : nextId(now.getTime())
    const parsed = parseEvent(given, id, now)
    if (!parsed.ok) return { ok: false, error: parsed.error }
    events.push(parsed.event)
  }
  return { ok: true, events }
}

function parseEvent(given: Json, id: string, now: Date): ParsedEvent {
  const refuse = (error: string): ParsedEvent => ({ ok: false, error })
  if (!isJsonObject(given)) return refuse('event is not an object')
  const { name, ts } = given
  const data = given.data ?? {}
  const user = given.user ?? {}
  if (typeof name !== 'string' || name === '') return refuse('event name is empty')
  if (name.startsWith('inngest/')) return refuse(`event name is reserved for internal use: ${name}`)
  if (Buffer.byteLength(name) > limits.nameBytes) return refuse('event name is too long')
  if (!isJsonObject(data)) return refuse('event data is not an object')
  if (!isJsonObject(user)) return refuse('event user is not an object')
  if (given.id !== undefined && typeof given.id !== 'string') return refuse('event id is not a string')
  const hasTs = ts !== undefined && ts !== null && ts !== 0
  if (hasTs && !isTimestamp(ts)) return refuse('event ts is not a time in milliseconds between 1980 and 2100')
  const body = {
    id: given.id ? String(given.id) : id,
    name,
    ts: hasTs ? Number(ts) : now.getTime(),
    data,
    user,
    ...versionOf(given),
  }
  if (Buffer.byteLength(JSON.stringify(body)) > limits.eventBytes)
    return refuse('event is larger than 512 KiB')
  return { ok: true, event: { id, body } }
}

function isTimestamp(ts: Json): boolean {
  return typeof ts === 'number' && Number.isInteger(ts) && ts >= earliestTs && ts < latestTs
}

function versionOf(given: JsonObject): { v?: string } {
  return typeof given.v === 'string' ? { v: given.v } : {}
}
