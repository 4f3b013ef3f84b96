import { setTimeout as wait } from 'node:timers/promises'

export type Entry = { what: string; at: number; detail: unknown }

/** What the functions of a test did, in order, with the time in milliseconds. */
export class Journal {
  readonly entries: Entry[] = []

  note(what: string, detail?: unknown): void {
    this.entries.push({ what, at: Date.now(), detail })
  }

  of(what: string): Entry[] {
    return this.entries.filter((entry) => entry.what === what)
  }

  count(what: string): number {
    return this.of(what).length
  }

  details(what: string): unknown[] {
    return this.of(what).map(({ detail }) => detail)
  }

  /** The highest number of `begin` entries without their `end` at any moment. */
  mostAtOnce(begin: string, end: string): number {
    let open = 0
    let most = 0
    for (const { what } of this.entries) {
      if (what === begin) open += 1
      if (what === end) open -= 1
      most = Math.max(most, open)
    }
    return most
  }
}

/** Waits until a question has an answer other than false and undefined. @throws Error after `timeoutMs`. */
export async function until<T>(
  question: () => T | Promise<T>,
  timeoutMs = 20_000,
): Promise<Exclude<T, false | undefined>> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const answer = await question()
    if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>
    if (Date.now() > deadline) throw new Error(`Not so after ${timeoutMs} ms: ${question.toString()}`)
    await wait(20)
  }
}
