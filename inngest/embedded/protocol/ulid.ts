import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What the SDK sends with every try of one `send()`, so that a repeated request makes the same event ids. */
export type EventIdSeed = { timeMs: number; entropy: Buffer }

/** A ULID: 26 characters that sort by time. */
export function ulid(timeMs: number, entropy: Buffer = randomBytes(10)): string {
  let value = (BigInt(timeMs) << 80n) | BigInt(`0x${entropy.toString('hex')}`)
  let text = ''
  for (let digit = 0; digit < 26; digit++) {
    text = alphabet.charAt(Number(value & 31n)) + text
    value >>= 5n
  }
  return text
}

/** Reads the header `x-inngest-event-id-seed: <ms>,<base64 of 10 bytes>`; undefined when it has another shape. */
export function parseEventIdSeed(header: string | undefined): EventIdSeed | undefined {
  const [time = '', encoded = ''] = header?.split(',') ?? []
  const entropy = Buffer.from(encoded, 'base64')
  if (!/^\d{1,15}$/.test(time) || entropy.length !== 10) return undefined
  return { timeMs: Number(time), entropy }
}

/** The id of the event at `position` (from 1): the position is added to the last four bytes of the entropy. */
export function seededUlid(seed: EventIdSeed, position: number): string {
  const entropy = Buffer.from(seed.entropy)
  entropy.writeUInt32BE((entropy.readUInt32BE(6) + position) >>> 0, 6)
  return ulid(seed.timeMs, entropy)
}

/** Makes ULIDs that sort in the order in which they were made, also within one millisecond of this process. */
export function createUlidSource(): (timeMs: number) => string {
  let lastMs = 0
  let entropy = randomBytes(10)
  return (timeMs) => {
    if (timeMs > lastMs) {
      lastMs = timeMs
      entropy = randomBytes(10)
      return ulid(lastMs, entropy)
    }
    entropy.writeUInt32BE((entropy.readUInt32BE(6) + 1) >>> 0, 6)
    if (entropy.readUInt32BE(6) === 0) lastMs += 1
    return ulid(lastMs, entropy)
  }
}
