'use client'

import { unstable_rethrow } from 'next/navigation'
import type { ActionResult } from '@/lib/web/server-action'

/**
 * Calls a server action from a form. A server that does not answer, or fails, becomes a refusal like any other: thrown
 * on, it would replace the page, and with it everything that was typed.
 */
export async function callAction<Data>(call: Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  try {
    return await call
  } catch (error) {
    // Redirects of the action travel as errors.
    unstable_rethrow(error)
    // Only an error that the server has written down carries a digest.
    const answered = error instanceof Error && 'digest' in error
    return { ok: false, code: answered ? 'other' : 'offline' }
  }
}
