/** The emulator's time: a base clock plus an offset that the control API sets. */
export type Clock = {
  now(): Date
  readonly offsetMs: number
  setOffset(offsetMs: number): void
  /** Calls `listener` after each change of the offset. */
  onOffset(listener: () => void): void
}

/** A clock over `base` (the machine's time when not given). */
export function createClock(base: () => Date = () => new Date()): Clock {
  const listeners: (() => void)[] = []
  let offsetMs = 0
  return {
    now: () => new Date(base().getTime() + offsetMs),
    get offsetMs() {
      return offsetMs
    },
    setOffset(value) {
      offsetMs = value
      for (const listener of listeners) listener()
    },
    onOffset(listener) {
      listeners.push(listener)
    },
  }
}
