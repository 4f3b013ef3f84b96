import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import { classifyRefusal } from './classify-refusal'
import { CredentialError } from './credential-error'
import { parseJson } from './graph-read'
import type { IdentityDeps } from './identity-deps'

const EntraToken = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
  scope: z.string().optional(),
  refresh_token: z.string().min(1).optional(),
  id_token: z.string().min(1).optional(),
})

const EntraRefusal = z.object({
  error: z.string(),
  suberror: z.string().optional(),
  error_codes: z.array(z.number()).default([]),
  error_description: z.string().optional(),
  trace_id: z.string().optional(),
})

export type TokenGrant = {
  /** Opaque for us: its format is Graph's own affair. */
  accessToken: string
  expiresAt: Date
  /** Short names of Graph's scopes; empty for application tokens. */
  scopes: string[]
  refreshToken: string | null
  idToken: string | null
}

const TIMEOUT_MS = 10_000
const signInScopes = new Set(['openid', 'profile', 'email', 'offline_access'])

/**
 * Asks `{tenant}`'s token endpoint (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow).
 * @throws CredentialError when a person has to renew something
 * @throws UpstreamError `wait` when Microsoft cannot answer now, `fix-data` when it calls the request itself wrong
 */
export async function requestToken(
  deps: Pick<IdentityDeps, 'now' | 'fetch' | 'env'>,
  tenant: string,
  grant: Record<string, string>,
): Promise<TokenGrant> {
  const askedAt = deps.now()
  const { status, headers, body } = await post(deps, tenant, grant)
  if (status !== 200) throw refusalError(status, headers, body)
  const answer = EntraToken.safeParse(body)
  if (!answer.success)
    throw new UpstreamError('wait', { status, code: 'unreadable-token', cause: answer.error })
  return {
    accessToken: answer.data.access_token,
    expiresAt: new Date(askedAt.getTime() + answer.data.expires_in * 1000),
    scopes: graphScopes(answer.data.scope ?? ''),
    refreshToken: answer.data.refresh_token ?? null,
    idToken: answer.data.id_token ?? null,
  }
}

/** Graph's scopes by their short names; Microsoft answers with short names or with whole addresses. */
export function graphScopes(scope: string): string[] {
  const names = scope.split(/\s+/).map((name) => name.replace(/^https:\/\/graph\.microsoft\.com\//, ''))
  return [...new Set(names.filter((name) => name !== '' && !signInScopes.has(name)))].sort()
}

async function post(
  deps: Pick<IdentityDeps, 'fetch' | 'env'>,
  tenant: string,
  grant: Record<string, string>,
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const { loginUrl, clientId, clientSecret } = deps.env
  try {
    const response = await deps.fetch(`${loginUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { status: response.status, headers: response.headers, body: parseJson(await response.text()) }
  } catch (cause) {
    throw new UpstreamError('wait', { code: 'login-unreachable', cause })
  }
}

function refusalError(status: number, headers: Headers, body: unknown): UpstreamError {
  const parsed = EntraRefusal.safeParse(body)
  // A gateway's own page instead of Microsoft's answer decides nothing about anybody's credential.
  if (!parsed.success) return new UpstreamError('wait', { status, code: 'unreadable-refusal' })
  const { error, suberror, error_codes: codes, error_description: message, trace_id: requestId } = parsed.data
  const details = { status, message, requestId }
  const meaning = classifyRefusal({ status, error, suberror, codes })
  switch (meaning.kind) {
    case 'wait':
      return new UpstreamError('wait', { ...details, code: error, retryAfterMs: retryAfterMs(headers) })
    case 'asked-wrongly':
      return new UpstreamError('fix-data', { ...details, code: error })
    case 'problem':
      return new CredentialError(meaning.problem, details)
    default:
      return meaning satisfies never
  }
}

function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number.parseFloat(headers.get('retry-after') ?? '')
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}
