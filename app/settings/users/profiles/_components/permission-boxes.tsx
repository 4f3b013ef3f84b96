'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import type { Permission } from '@/lib/access/permissions'

const modules = ['contacts', 'leads', 'meetings', 'tasks'] as const
const verbs = ['view', 'create', 'edit', 'delete'] as const

type PermissionBoxesProps = {
  chosen: ReadonlySet<Permission>
  /** What may be added: nobody gives a right that she lacks. What is there already may always be taken away. */
  giveable: ReadonlySet<Permission>
  onChange: (chosen: ReadonlySet<Permission>) => void
}

/** Every permission as a box, module by module. */
export function PermissionBoxes({ chosen, giveable, onChange }: PermissionBoxesProps) {
  const t = useTranslations('permissions')
  const box = (permission: Permission, label: string) => (
    <Checkbox
      key={permission}
      label={label}
      checked={chosen.has(permission)}
      disabled={!chosen.has(permission) && !giveable.has(permission)}
      onCheckedChange={(checked) => {
        const next = new Set(chosen)
        if (checked) next.add(permission)
        else next.delete(permission)
        onChange(next)
      }}
    />
  )
  const row = 'rounded-md border border-line px-3 pt-1.5 pb-2.5'
  const boxes = 'flex flex-wrap gap-x-5 gap-y-1'
  return (
    <div className="flex flex-col gap-3">
      {modules.map((module) => (
        <fieldset key={module} className={row}>
          <legend className="px-1 text-sm font-medium">{t(module)}</legend>
          <div className={boxes}>
            {verbs.map((verb) => box(`${module}.${verb}`, t(verb)))}
            {module !== 'leads' && box(`sync.${module}`, t('sync'))}
          </div>
        </fieldset>
      ))}
      <fieldset className={row}>
        <legend className="px-1 text-sm font-medium">{t('general')}</legend>
        <div className={boxes}>
          {box('manage-integrations', t('manage-integrations'))}
          {box('manage-users', t('manage-users'))}
          {box('records.all', t('recordsAll'))}
        </div>
      </fieldset>
    </div>
  )
}
