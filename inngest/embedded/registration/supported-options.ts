/** What the runner does with each member of a registered function. A member in neither list is refused as unknown. */
export const supportedOptions = [
  'id',
  'name',
  'triggers',
  'steps',
  'concurrency',
  'debounce',
  'singleton',
] as const

/** Known to Inngest, and refused here: the function would behave differently in production without a word. */
export const refusedOptions = [
  'batchEvents',
  'cancel',
  'idempotency',
  'priority',
  'rateLimit',
  'throttle',
  'timeouts',
] as const

/** Lifecycle events that a function may be triggered by; every other `inngest/` event is refused. */
export const lifecycleTriggers = ['inngest/function.failed', 'inngest/function.finished']
