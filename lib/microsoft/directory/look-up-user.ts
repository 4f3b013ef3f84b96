import type { Context } from '@/lib/access/context'
import type { Directory } from '@/lib/access/directory'
import { readJoinRequest } from '@/lib/access/join-requests/list-join-requests'
import { connectedTenant } from '@/lib/access/organisations/connected-tenant'
import { signInDeps } from '../identity/process-deps'
import { tenantDirectory } from './tenant-directory'

const knowsNobody: Directory = { findUser: async () => null }

/**
 * A directory that has been asked about this one user already, for verbs that run inside somebody else's transaction.
 * @throws what the directory throws; DomainError `not-connected`.
 */
export async function lookUpInvited(
  context: Context,
  microsoftUserId: string | null | undefined,
): Promise<Directory> {
  if (!microsoftUserId) return knowsNobody
  const { tenantId } = await connectedTenant(context)
  return askedAbout(context, tenantId, microsoftUserId)
}

/** Likewise about whoever asks to join. @throws DomainError `not-found` too. */
export async function lookUpRequester(context: Context, joinRequestId: string): Promise<Directory> {
  const { status, microsoft } = await readJoinRequest(context, joinRequestId)
  if (status !== 'pending') return knowsNobody
  const { tenantId } = await connectedTenant(context)
  return tenantId === microsoft.tenantId ? askedAbout(context, tenantId, microsoft.userId) : knowsNobody
}

async function askedAbout(context: Context, tenantId: string, userId: string): Promise<Directory> {
  const user = await tenantDirectory(signInDeps(context)).findUser(tenantId, userId)
  return { findUser: async () => user }
}
