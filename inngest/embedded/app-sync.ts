import { callApp } from './http/call-app'
import type { RunnerLog } from './log'
import { isJsonObject, parseJson } from './protocol/json'
import { startWorkLoop } from './queue/work-loop'
import type { RunnerSettings } from './settings'

const probe = { timeoutMs: 30_000, pauseMs: 300 }

export type AppState = { state: 'waiting' | 'synced' } | { state: 'refused'; reason: string }

export type AppSync = {
  state(): AppState
  /** The app gave no proper answer: holds calls and asks it at once whether it is there. */
  suspect(): void
  stop(): Promise<void>
}

/**
 * Asks the app to register, until it answers and then from time to time, which is how changed functions are noticed.
 * `onAnswer` is called when an app that was away answers again.
 */
export function startAppSync(settings: RunnerSettings, log: RunnerLog, onAnswer: () => void): AppSync {
  let current: AppState = { state: 'waiting' }
  const abort = new AbortController()

  function change(next: AppState): void {
    const before = current
    current = next
    if (JSON.stringify(before) === JSON.stringify(next)) return
    if (next.state === 'refused') log.error({ reason: next.reason }, 'the functions of the app are refused')
    else
      log.info({ app: settings.appEndpoint }, next.state === 'synced' ? 'app synced' : 'app does not answer')
    if (before.state === 'waiting') onAnswer()
  }

  const loop = startWorkLoop(async () => {
    change(await ask(settings, abort.signal))
    return current.state === 'waiting' ? probe.pauseMs : settings.resyncMs
  })

  return {
    state: () => current,
    suspect() {
      change({ state: 'waiting' })
      loop.wake()
    },
    stop() {
      abort.abort()
      return loop.stop()
    },
  }
}

async function ask(settings: RunnerSettings, signal: AbortSignal): Promise<AppState> {
  try {
    const { status, headers, body } = await callApp({
      method: 'PUT',
      url: settings.appEndpoint,
      body: '{}',
      signingKey: settings.signingKey,
      timeoutMs: probe.timeoutMs,
      signal,
    })
    if (headers['x-inngest-sdk'] === undefined) return { state: 'waiting' }
    if (status === 200) return { state: 'synced' }
    const answer = parseJson(body)
    const reason = isJsonObject(answer) && typeof answer.message === 'string' ? answer.message : body
    return status === 400 ? { state: 'refused', reason } : { state: 'waiting' }
  } catch {
    return { state: 'waiting' }
  }
}
