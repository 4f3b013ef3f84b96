import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { findTenantUser } from '@/lib/microsoft/directory/find-tenant-user'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import type { IdentityDeps } from '@/lib/microsoft/identity/identity-deps'
import { availableModule } from '@/lib/sync/connections/own-connection'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type Candidate, listCandidates, type Standing } from './candidates'

export type EnableForManyPreview = {
  /** For whom it can be turned on at once (I2), by name. */
  ready: { memberId: string; name: string; email: string; upn: string }[]
  /** Members whose login is nobody's in the tenant: they have to sign in themselves (I3). */
  signIn: number
  on: number
  turnedOff: number
  notAllowed: number
  /** By name, those for whom it cannot be turned on here, and why. */
  others: { memberId: string; name: string; email: string; why: OtherStanding }[]
}

export type OtherStanding = 'signIn' | 'turnedOff' | 'notAllowed'

const atOnce = 4

/**
 * For whom an administrator can turn a module on in one step: active members who may have it, do not, and whose login
 * is a user of the connected tenant. Changes nothing.
 * @throws DomainError `permission-required`, `not-available`, `not-connected`, `consent-revoked`; UpstreamError
 */
export async function previewEnableForMany(
  context: Context,
  deps: IdentityDeps,
  name: ModuleName,
): Promise<EnableForManyPreview> {
  requirePermission(context, 'manage-integrations')
  const module = await availableModule(context, name)
  const tenant = await findTenantConnection(context)
  if (tenant === null) throw new DomainError('not-connected')
  const candidates = await listCandidates(context, module)
  const off = candidates.filter(({ standing }) => standing === 'off')
  const ready: EnableForManyPreview['ready'] = []
  for (let start = 0; start < off.length; start += atOnce) {
    const some = off.slice(start, start + atOnce)
    const found = await Promise.all(some.map((candidate) => readyOrNull(deps, tenant.tenantId, candidate)))
    ready.push(...found.filter((one) => one !== null))
  }
  const isReady = new Set(ready.map(({ memberId }) => memberId))
  const others = candidates.flatMap(({ memberId, name, email, standing }) => {
    const why = isReady.has(memberId) ? null : whyNot[standing]
    return why ? [{ memberId, name, email, why }] : []
  })
  const count = (standing: Standing) => candidates.filter((one) => one.standing === standing).length
  return {
    ready,
    signIn: off.length - ready.length,
    on: count('on'),
    turnedOff: count('turned-off'),
    notAllowed: count('not-allowed'),
    others,
  }
}

const whyNot: Record<Standing, OtherStanding | null> = {
  off: 'signIn',
  on: null,
  'turned-off': 'turnedOff',
  'not-allowed': 'notAllowed',
}

async function readyOrNull(deps: IdentityDeps, tenantId: string, { memberId, name, email }: Candidate) {
  const user = await findTenantUser(deps, tenantId, email).catch(asRefusal)
  return user === null ? null : { memberId, name, email, upn: user.upn }
}

function asRefusal(error: unknown): never {
  if (error instanceof CredentialError) throw new DomainError(error.reason, { cause: error })
  throw error
}
