import type { Clock } from './clock'

export type Task = () => void | Promise<void>

/** Work to be done later, in the emulator's time: moving its clock makes timers due. */
export type Scheduler = {
  /** Runs `task` once `delayMs` have passed; the answer cancels it. */
  after(delayMs: number, task: Task): () => void
  /** Resolves once `delayMs` have passed, at once for 0; in real time, unless timers are fired by hand. */
  sleep(delayMs: number): Promise<void>
  /** Runs what is due now, earliest first, including what these tasks make due; returns how many ran. */
  runDue(): Promise<number>
  /** When the waiting tasks are due, earliest first (ms since 1970). */
  pending(): number[]
  close(): void
}

type Waiting = { dueMs: number; task: Task }

/** Timers that nobody but `runDue` fires: for tests and for the simulation's virtual time. */
export function manualScheduler(clock: Clock): Scheduler {
  return schedulerOver(clock, () => {})
}

/** Timers that fire by themselves. A task that throws is reported on stderr and stops nothing else. */
export function realScheduler(clock: Clock): Scheduler {
  let alarm: ReturnType<typeof setTimeout> | undefined
  const timers = schedulerOver(clock, (nextDueMs) => {
    clearTimeout(alarm)
    if (nextDueMs === undefined) return
    // Node fires a longer delay at once; waking up early only arms the alarm again.
    const delayMs = Math.min(Math.max(nextDueMs - clock.now().getTime(), 0), 2_000_000_000)
    alarm = setTimeout(ring, delayMs)
  })
  function ring() {
    timers.runDue().catch((error: unknown) => {
      console.error('emulator: a timer failed', error)
      ring()
    })
  }
  // A request that is being delayed must come back even if the clock is set back or all timers are dropped.
  const sleep = (delayMs: number) =>
    delayMs <= 0 ? Promise.resolve() : new Promise<void>((resolve) => setTimeout(resolve, delayMs))
  return { ...timers, sleep }
}

function schedulerOver(clock: Clock, arm: (nextDueMs: number | undefined) => void): Scheduler {
  let waiting: Waiting[] = []
  const rearm = () => arm(waiting[0]?.dueMs)
  clock.onOffset(rearm)

  const after = (delayMs: number, task: Task) => {
    const entry = { dueMs: clock.now().getTime() + delayMs, task }
    const later = waiting.findIndex(({ dueMs }) => dueMs > entry.dueMs)
    waiting.splice(later === -1 ? waiting.length : later, 0, entry)
    if (waiting[0] === entry) rearm()
    return () => {
      waiting = waiting.filter((other) => other !== entry)
      rearm()
    }
  }

  return {
    after,
    sleep: (delayMs) =>
      delayMs <= 0 ? Promise.resolve() : new Promise((resolve) => void after(delayMs, resolve)),
    async runDue() {
      const started: Promise<void>[] = []
      while (waiting[0] && waiting[0].dueMs <= clock.now().getTime()) {
        const [first] = waiting.splice(0, 1)
        if (!first) break
        const work = (async () => first.task())()
        started.push(work)
        // A task may wait for the network; the ones behind it must not wait for that.
        await Promise.race([work, new Promise((resolve) => setImmediate(resolve))])
      }
      rearm()
      await Promise.all(started)
      return started.length
    },
    pending: () => waiting.map(({ dueMs }) => dueMs),
    close() {
      waiting = []
      rearm()
    },
  }
}
