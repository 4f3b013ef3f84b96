import type { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import { readGraph } from '../identity/graph-read'
import type { IdentityDeps } from '../identity/identity-deps'
import { accessToken } from '../identity/tokens/access-token'

/**
 * Asks the tenant's directory, with its application permission. A refused token is replaced once, which also finds out
 * whether the consent still stands.
 * @throws CredentialError when it does not; UpstreamError `wait`, or `fix-data` for an answer of another form
 */
export async function askDirectory<T>(
  deps: IdentityDeps,
  tenantId: string,
  path: string,
  schema: z.ZodType<T>,
  headers: Record<string, string> = {},
): Promise<T> {
  const ask = async (forceRefresh: boolean) => {
    const token = await accessToken(deps, { kind: 'application', tenantId }, { forceRefresh })
    return readGraph(deps, token, path, headers)
  }
  const first = await ask(false)
  const { status, body } = first.status === 401 || first.status === 403 ? await ask(true) : first
  const answer = schema.safeParse(body)
  if (status !== 200) throw new UpstreamError('fix-data', { status, code: 'directory-refused' })
  if (!answer.success)
    throw new UpstreamError('fix-data', { status, code: 'unexpected-answer', cause: answer.error })
  return answer.data
}
