/** 12 bits: as many are told apart within one millisecond before the next one is borrowed from. */
const mostInOneMs = 0x1000

/**
 * Makes UUIDs of version 7 (RFC 9562, 5.7 and 6.2, method 1): of one source each is greater than the one before, also
 * within a millisecond and when the clock is set back. Sources of several processes agree as well as their clocks do.
 */
export function timeOrderedIds(nowMs: () => number = Date.now): () => string {
  let lastMs = 0
  let count = 0
  return () => {
    const ms = nowMs()
    if (ms > lastMs) {
      lastMs = ms
      count = 0
    } else {
      count += 1
    }
    if (count === mostInOneMs) {
      lastMs += 1
      count = 0
    }
    const time = lastMs.toString(16).padStart(12, '0')
    const place = count.toString(16).padStart(3, '0')
    // A UUID of version 4 has the variant where one of version 7 has it, and 62 random bits from there on.
    const random = crypto.randomUUID().slice(19)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place}-${random}`
  }
}

/** The id of an entry of a log or of a run: of one instant, the greater is the later. */
export const timeOrderedId = timeOrderedIds()
