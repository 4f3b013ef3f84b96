import { DomainError, UpstreamError } from '@/lib/errors'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'

/** What Microsoft refuses while somebody waits for the answer is an expected refusal, for which the screen has words. */
export async function microsoftAnswer<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof CredentialError) throw new DomainError(cause.reason, { cause })
    if (cause instanceof UpstreamError) throw new DomainError('microsoft-unavailable', { cause })
    throw cause
  }
}
