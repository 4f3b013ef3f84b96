import { z } from 'zod'
import type { StoryPosition } from '@/lib/sync/activity/record-story'

const Written = z.templateLiteral([z.iso.datetime(), '~', z.string().regex(/^[cs][0-9a-f-]{1,40}$/)])

/** A place in a record's history as an address has it. */
export const writePosition = ({ at, key }: StoryPosition): string => `${at.toISOString()}~${key}`

/** Undefined for whatever is no place. */
export function readPosition(text: unknown): StoryPosition | undefined {
  const written = Written.safeParse(text)
  if (!written.success) return undefined
  const [at = '', key = ''] = written.data.split('~')
  return { at: new Date(at), key }
}
