import { z } from 'zod'
import { DomainError } from '@/lib/errors'

/** The last row of a page, in the order "newest first, then id": where the next page starts. */
export type Position = { at: Date; id: string }

const Cursor = z.tuple([z.int().min(0).max(8.64e15), z.guid()])

export function encodeCursor(position: Position | null): string | null {
  if (position === null) return null
  return Buffer.from(JSON.stringify([position.at.getTime(), position.id])).toString('base64url')
}

/** @throws DomainError `malformed` for anything that `encodeCursor` did not write. */
export function decodeCursor(text: string): Position {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at: new Date(at), id }
  } catch {
    throw new DomainError('malformed', { cause: new Error('The cursor is not one of ours.') })
  }
}
