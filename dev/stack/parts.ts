import type { Child } from './child'
import type { StackDatabase } from './database'
import { onParentGone } from './parent-gone'
import { say } from './say'

const STOP_GRACE_MS = 4_000

/** What runs, and how it ends: everything that uses the database first, then the database. */
export class Parts {
  private readonly children: Child[] = []
  private database: StackDatabase | undefined
  private readonly abort = new AbortController()
  private ending: Promise<void> | undefined

  /** Aborted when the stack begins to end. */
  get signal(): AbortSignal {
    return this.abort.signal
  }

  addDatabase(database: StackDatabase): void {
    this.database = database
    this.abort.signal.throwIfAborted()
  }

  /** Takes up a child and waits until it is ready. */
  async add(start: () => Child): Promise<void> {
    this.abort.signal.throwIfAborted()
    const child = start()
    this.children.push(child)
    await child.ready
  }

  stop(): Promise<void> {
    this.abort.abort()
    this.ending ??= (async () => {
      await Promise.all(this.children.map((child) => child.stop(STOP_GRACE_MS)))
      await this.database?.stop()
    })()
    return this.ending
  }

  /** Resolves when a signal has come and everything has ended. */
  stopOnSignal({ underNpm }: { underNpm: boolean }): Promise<void> {
    return new Promise((resolve, reject) => {
      const onSignal = () => {
        if (this.ending) return
        say('\nStopping ...')
        this.stop().then(resolve, reject)
      }
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
      if (underNpm) onParentGone(onSignal)
    })
  }
}
