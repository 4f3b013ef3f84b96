import { randomBytes } from 'node:crypto'

/** Where ids, tokens and chances come from. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  next(): number
  bytes(length: number): Uint8Array
  uuid(): string
}

/** Unpredictable without a seed; with one, the same sequence every time (mulberry32). */
export function createRandom(seed?: number): Random {
  const bytes =
    seed === undefined ? (length: number) => new Uint8Array(randomBytes(length)) : seededBytes(seed)
  return {
    bytes,
    next: () => {
      const [a = 0, b = 0, c = 0, d = 0] = bytes(4)
      return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32
    },
    uuid: () => {
      const hex = [...bytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8'
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}

function seededBytes(seed: number) {
  let state = seed >>> 0
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return (length: number) => Uint8Array.from({ length }, () => word() & 0xff)
}
