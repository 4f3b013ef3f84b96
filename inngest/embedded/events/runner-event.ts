import type { JsonObject } from '../protocol/json'

/** An event as the runner keeps it. `id` is the runner's own; `body` is what functions see, with the sender's id. */
export type RunnerEvent = { id: string; body: EventBody }
export type EventBody = JsonObject & { id: string; name: string; ts: number; data: JsonObject }
