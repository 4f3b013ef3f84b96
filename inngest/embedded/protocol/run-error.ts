import type { JsonObject } from './json'

/** An error as the SDK sends it; `error`, `stack` and `cause` are passed on to the failure handler as they are. */
export type RunError = JsonObject & { name: string; message: string }

export function runError(name: string, message: string): RunError {
  return { name, message }
}
