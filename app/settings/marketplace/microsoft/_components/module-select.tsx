'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import type { ModuleName } from '@/lib/sync/modules/module'

type ModuleSelectProps = {
  label: string
  allLabel: string
  value: ModuleName | 'all'
  /** The address for each choice. */
  hrefs: Readonly<Record<ModuleName | 'all', string>>
}

/** Narrows a list of all modules down to one; each choice is an address of its own. */
export function ModuleSelect({ label, allLabel, value, hrefs }: ModuleSelectProps) {
  const t = useTranslations('connection')
  const router = useRouter()
  return (
    <Select<ModuleName | 'all'>
      aria-label={label}
      className="w-48 max-sm:w-full"
      value={value}
      options={[
        { value: 'all', label: allLabel },
        { value: 'meetings', label: t('modules.meetings.title') },
        { value: 'contacts', label: t('modules.contacts.title') },
        { value: 'tasks', label: t('modules.tasks.title') },
      ]}
      onValueChange={(next) => router.push(hrefs[next])}
    />
  )
}
