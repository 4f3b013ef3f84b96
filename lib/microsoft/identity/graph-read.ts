import { UpstreamError } from '@/lib/errors'
import type { IdentityDeps } from './identity-deps'

const TIMEOUT_MS = 10_000

/**
 * One GET with a token at hand, for the questions that have to be answered before there is a connection. The sync has
 * its own client (`lib/microsoft/graph`), which asks this folder for tokens and therefore cannot serve it.
 * @throws UpstreamError `wait` when Graph does not answer, is throttling or has an outage
 */
export async function readGraph(
  deps: Pick<IdentityDeps, 'fetch' | 'env'>,
  accessToken: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  let response: Response
  let text: string
  try {
    response = await deps.fetch(`${deps.env.graphUrl}/v1.0${path}`, {
      headers: { ...headers, authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    text = await response.text()
  } catch (cause) {
    throw new UpstreamError('wait', { code: 'graph-unreachable', cause })
  }
  if (response.status === 429 || response.status >= 500) {
    throw new UpstreamError('wait', { status: response.status })
  }
  return { status: response.status, body: parseJson(text) }
}

/** The value, or undefined where a gateway answered with something else than JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
