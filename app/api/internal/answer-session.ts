import 'server-only'
import { DomainError } from '@/lib/errors'
import { contextOf, findSession, type SessionContext } from '@/lib/web/context'

/**
 * Answers a question that a page of ours asks again while it is open. The session's cookie says who asks, so these
 * are for reading only: other sites could make the browser send it.
 */
export async function answerSession(ask: (context: SessionContext) => Promise<unknown>): Promise<Response> {
  const viewer = await findSession()
  if (viewer === null) return Response.json({ code: 'unauthenticated' }, { status: 401 })
  try {
    return Response.json(await ask(await contextOf(viewer)))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return Response.json({ code: error.code }, { status: error.code === 'not-found' ? 404 : 409 })
  }
}
