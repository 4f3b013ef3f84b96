import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { AuditView } from '@/lib/access/audit/list-audit'
import { isPermission, type Permission } from '@/lib/access/permissions'

/** How entries of the audit log are put into words, in the reader's language. */
export async function auditWords() {
  const [t, tPermissions] = await Promise.all([getTranslations('audit'), getTranslations('permissions')])

  /** An action that has no words yet, because it is newer than they are, is shown as it is called. */
  const action = (name: string): string => {
    const key = `actions.${name}` as Parameters<typeof t.has>[0]
    return t.has(key) ? t(key as 'actions.member.added') : name
  }

  const permission = (name: Permission): string => {
    if (name === 'manage-users' || name === 'manage-integrations') return tPermissions(name)
    if (name === 'records.all') return tPermissions('recordsAll')
    const [first, second] = name.split('.') as [string, string]
    const [module, verb] = first === 'sync' ? [second, 'sync'] : [first, second]
    return `${tPermissions(module as 'contacts')} – ${tPermissions(verb as 'view')}`
  }

  const permissions = (given: unknown): string =>
    Array.isArray(given) ? given.filter(isPermission).map(permission).join(', ') : ''

  /** What changed, as far as there is more to say than the action does. */
  const details = ({ details }: Pick<AuditView, 'details'>): string => {
    const { from, to, added, removed, module, tenant } = details
    const parts = [
      typeof from === 'string' && typeof to === 'string' ? `${from} → ${to}` : null,
      from === undefined && typeof to === 'string' ? `→ ${to}` : null,
      permissions(added) && `+ ${permissions(added)}`,
      permissions(removed) && `− ${permissions(removed)}`,
      module === 'contacts' || module === 'meetings' || module === 'tasks' ? tPermissions(module) : null,
      typeof tenant === 'string' ? tenant : null,
    ]
    return parts.filter(Boolean).join('; ')
  }

  const actor = ({ actor }: Pick<AuditView, 'actor'>): string =>
    actor.name ?? t(actor.type === 'unknown' ? 'unknown' : 'system')

  return { action, details, actor }
}
