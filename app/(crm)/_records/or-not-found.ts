import 'server-only'
import { notFound } from 'next/navigation'
import { DomainError } from '@/lib/errors'

/**
 * A page that shows what a verb refuses to give does not exist for this person, be it that the record is not there or
 * that she may not see it: an address tells nothing to somebody who guesses it.
 */
export async function orNotFound<T>(result: Promise<T>): Promise<T> {
  try {
    return await result
  } catch (error) {
    const refused = error instanceof DomainError && ['not-found', 'permission-required'].includes(error.code)
    if (refused) notFound()
    throw error
  }
}
