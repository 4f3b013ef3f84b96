import nodeCrypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

type Uuid = ReturnType<typeof nodeCrypto.randomUUID>

/** An id as `randomUUID` makes them, of 16 bytes drawn from `random`. */
function idFrom(random: () => number): Uuid {
  const byte = (at: number) => {
    const drawn = Math.floor(random() * 256)
    if (at === 6) return (drawn & 0x0f) | 0x40
    return at === 8 ? (drawn & 0x3f) | 0x80 : drawn
  }
  const hex = Array.from({ length: 16 }, (_, at) => byte(at).toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

let drawn: (() => number) | null = null

/** Lets every id that this process makes follow from `random`: what is sorted by id is then the same in every life of a seed. */
export function drawIdsFrom(random: () => number): void {
  if (drawn === null) install(() => idFrom(drawn ?? random))
  drawn = random
}

function install(randomUUID: typeof nodeCrypto.randomUUID): void {
  nodeCrypto.randomUUID = randomUUID
  // `import { randomUUID } from 'node:crypto'` sees the change only after this.
  syncBuiltinESMExports()
  Object.defineProperty(globalThis.crypto, 'randomUUID', { value: randomUUID, configurable: true })
}
