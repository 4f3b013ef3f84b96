import { z } from 'zod'
import { DomainError } from '@/lib/errors'

const Cursor = z.tuple([z.literal('directory'), z.string().min(1)])

/** Graph's place in its list, told from what a caller has made up herself. */
export const textOfSkipToken = (skipToken: string | null): string | null =>
  skipToken === null ? null : Buffer.from(JSON.stringify(['directory', skipToken])).toString('base64url')

/** @throws DomainError `malformed` for anything that `textOfSkipToken` did not write. */
export function skipTokenOf(text: string): string {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))[1]
  } catch {
    throw new DomainError('malformed', { cause: new Error('The cursor is not one of ours.') })
  }
}
