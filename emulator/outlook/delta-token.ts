import { createHash } from 'node:crypto'

/** What a token of a delta round remembers. Links carry it; nothing is kept on the server. */
export type DeltaState = {
  /** Whose and which list: a token is good for its own list only. */
  list: string
  /** The mailbox's generation of tokens: tokens of an older one are dead. */
  generation: number
  /** Everything up to this position of the mailbox's sequence has been told. */
  position: number
  /** Removals up to here are from before the round began and concern nobody. */
  start: number
  select: readonly string[] | null
  /** The span of time of a calendar view. */
  window: { fromMs: number; toMs: number } | null
  /** The page before was empty although more follows. */
  afterEmptyPage: boolean
  issuedAtMs: number
}

const seal = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 8)

export function sealDeltaToken(state: DeltaState): string {
  const text = Buffer.from(JSON.stringify(state)).toString('base64url')
  return `R0usmc${seal(text)}${text}`
}

/** Reads a token; null when it is mangled. */
export function openDeltaToken(token: string): DeltaState | null {
  const [, sealed, text] = /^R0usmc(.{8})(.+)$/s.exec(token) ?? []
  if (text === undefined || sealed !== seal(text)) return null
  // Safe: the seal proves that this program wrote it.
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as DeltaState
}
