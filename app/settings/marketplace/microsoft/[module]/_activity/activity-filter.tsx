'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { buttonStyle } from '@/components/ui/button-style'
import { classNames } from '@/components/ui/class-names'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type ActivityQuery, activityActions, withQuery } from './activity-query'

type ActivityFilterProps = {
  module: ModuleName
  path: string
  query: Omit<ActivityQuery, 'after'>
  /** What the record of the query is called. */
  recordName: string | null
  /** When the run of the query began, in words. */
  runName: string | null
}

/** Kind, direction, record and run; each choice is an address of its own. */
export function ActivityFilter({ module, path, query, recordName, runName }: ActivityFilterProps) {
  const t = useTranslations('syncActivity')
  const tUndo = useTranslations('undo.filter')
  const router = useRouter()
  const go = (change: ActivityQuery) =>
    router.push(withQuery(path, { ...query, ...change }), { scroll: false })
  const { action, direction } = query
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select<NonNullable<ActivityQuery['action']> | 'all'>
        aria-label={t('action')}
        className="w-52 max-sm:w-full"
        value={action ?? 'all'}
        options={[
          { value: 'all', label: t('allActions') },
          ...activityActions.map((value) => ({ value, label: t(`actions.${value}`) })),
        ]}
        onValueChange={(value) => go({ action: value === 'all' ? undefined : value })}
      />
      <Select<NonNullable<ActivityQuery['direction']> | 'both'>
        aria-label={tUndo('direction')}
        className="w-52 max-sm:w-full"
        value={direction ?? 'both'}
        options={(['both', 'toMicrosoft', 'toCrm'] as const).map((value) => ({ value, label: tUndo(value) }))}
        onValueChange={(value) => go({ direction: value === 'both' ? undefined : value })}
      />
      {recordName !== null && (
        <Chosen
          href={withQuery(path, { ...query, record: undefined })}
          label={t('filteredTo', { name: recordName })}
          clear={t('clearRecord', { module })}
        />
      )}
      {runName !== null && (
        <Chosen
          href={withQuery(path, { ...query, run: undefined })}
          label={tUndo('run', { when: runName })}
          clear={tUndo('allRuns')}
        />
      )}
    </div>
  )
}

type ChosenProps = { href: string; label: string; clear: ReactNode }

function Chosen({ href, label, clear }: ChosenProps) {
  return (
    <LinkButton
      href={href}
      aria-label={`${label}. ${clear}`}
      className={classNames(buttonStyle({ variant: 'secondary' }), 'max-w-full')}
    >
      <span className="truncate">{label}</span>
      <X aria-hidden />
    </LinkButton>
  )
}
