import 'server-only'
import { getTranslations } from 'next-intl/server'
import { may } from '@/lib/access/context'
import type { Permission } from '@/lib/access/permissions'
import type { TenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { lockOf } from '@/lib/sync/locks/find-lock'
import type { SyncModule } from '@/lib/sync/modules/module'
import type { SessionContext } from '@/lib/web/context'

/** Why this person cannot enable a module, in words, and who can change that; null when nothing is in the way. */
export async function obstacleTo(
  context: SessionContext,
  module: SyncModule,
  tenant: TenantConnection | null,
): Promise<string | null> {
  const [t, tPermissions] = await Promise.all([getTranslations('connection'), getTranslations('permissions')])
  const missing = module.permissions.filter((permission) => !may(context.actor, permission))
  if (missing.length > 0) {
    const names = missing.map((permission) => permissionName(permission, tPermissions))
    return t('missingPermissions', { permissions: names.join(', ') })
  }
  const { lock, by } = await lockOf(context, module.name)
  if (lock.use === 'forbidden') {
    const tLocks = await getTranslations('locks')
    return by === null ? tLocks('forbidden') : tLocks('forbiddenBy', { name: by })
  }
  if (tenant !== null) return null
  return t(may(context.actor, 'manage-integrations') ? 'connectFirst' : 'notConnected')
}

type Words = Awaited<ReturnType<typeof getTranslations<'permissions'>>>

/** What a sync asks of a profile, as the table of profiles calls it. */
function permissionName(permission: Permission, t: Words): string {
  const [first, second] = permission.split('.')
  const modules = ['contacts', 'meetings', 'tasks', 'leads'] as const
  const verbs = ['view', 'create', 'edit', 'delete'] as const
  const module = modules.find((name) => name === first || name === second)
  const verb = verbs.find((name) => name === second)
  if (!module) return permission
  return `${t(module)} – ${verb ? t(verb) : t('sync')}`
}
