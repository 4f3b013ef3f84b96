import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Permission } from '@/lib/access/permissions'

const modules = ['contacts', 'leads', 'meetings', 'tasks'] as const
const verbs = ['view', 'create', 'edit', 'delete'] as const
const general = ['manage-integrations', 'manage-users', 'records.all'] as const

/** What a profile allows, module by module. */
export function PermissionList({ permissions }: { permissions: readonly Permission[] }) {
  const t = useTranslations('permissions')
  const has = (name: Permission) => permissions.includes(name)
  const rows = [
    ...modules.map((module) => ({
      key: module,
      label: t(module),
      names: [
        ...verbs.filter((verb) => has(`${module}.${verb}`)).map((verb) => t(verb)),
        ...(module !== 'leads' && has(`sync.${module}`) ? [t('sync')] : []),
      ],
    })),
    {
      key: 'general',
      label: t('general'),
      names: general.filter(has).map((name) => t(name === 'records.all' ? 'recordsAll' : name)),
    },
  ]
  return (
    <dl className="grid gap-2 sm:grid-cols-[9rem_1fr]">
      {rows.map(({ key, label, names }) => (
        <div key={key} className="contents">
          <dt className="text-sm text-ink-soft">{label}</dt>
          <dd className="flex flex-wrap gap-1">
            {names.length > 0 ? (
              names.map((name) => <Badge key={name}>{name}</Badge>)
            ) : (
              <span aria-hidden>–</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
