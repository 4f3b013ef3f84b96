import { setTimeout as wait } from 'node:timers/promises'

export type WorkLoop = { wake(): void; stop(): Promise<void> }

/**
 * Runs `work` whenever it is woken, and otherwise after the number of milliseconds that the last round asked for.
 * Rounds never overlap; a wake during a round leads to another one. `work` must not throw.
 */
export function startWorkLoop(work: () => Promise<number>): WorkLoop {
  let stopped = false
  let woken = false
  let pause = new AbortController()

  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false
      const pauseMs = await work()
      if (woken || stopped) continue
      pause = new AbortController()
      await wait(pauseMs, undefined, { signal: pause.signal }).catch(() => {})
    }
  }

  const ended = loop()
  return {
    wake() {
      woken = true
      pause.abort()
    },
    stop() {
      stopped = true
      pause.abort()
      return ended
    },
  }
}
