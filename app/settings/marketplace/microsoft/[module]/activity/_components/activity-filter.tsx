'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button-style'
import { classNames } from '@/components/ui/class-names'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'
import type { ModuleName } from '@/lib/sync/modules/module'

const kinds = [
  'all',
  'created',
  'updated',
  'deleted',
  'matched',
  'conflict',
  'unlinked',
  'skipped',
  'failed',
] as const
type Kind = (typeof kinds)[number]

type ActivityFilterProps = {
  module: ModuleName
  path: string
  action: Kind
  record: { id: string; name: string } | null
}

/** Kind and record; each choice is an address of its own. */
export function ActivityFilter({ module, path, action, record }: ActivityFilterProps) {
  const t = useTranslations('syncActivity')
  const router = useRouter()
  const address = (kind: Kind, recordId: string | null) => {
    const query = new URLSearchParams({
      ...(kind === 'all' ? {} : { action: kind }),
      ...(recordId === null ? {} : { record: recordId }),
    }).toString()
    return query === '' ? path : `${path}?${query}`
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select<Kind>
        aria-label={t('action')}
        className="w-56 max-sm:w-full"
        value={action}
        options={kinds.map((value) => ({
          value,
          label: value === 'all' ? t('allActions') : t(`actions.${value}`),
        }))}
        onValueChange={(kind) => router.push(address(kind, record?.id ?? null))}
      />
      {record && (
        <LinkButton
          href={address(action, null)}
          aria-label={`${t('filteredTo', { name: record.name })}. ${t('clearRecord', { module })}`}
          className={classNames(buttonStyle({ variant: 'secondary' }), 'max-w-full')}
        >
          <span className="truncate">{t('filteredTo', { name: record.name })}</span>
          <X aria-hidden />
        </LinkButton>
      )}
    </div>
  )
}
