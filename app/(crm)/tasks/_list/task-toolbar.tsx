'use client'

import { ArrowDownUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { SearchInput } from '@/components/ui/search-input'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { Select } from '@/components/ui/select'
import { taskPriorities } from '@/lib/crm/tasks/fields'
import {
  sortOf,
  statusesIn,
  type TaskListState,
  taskListHref,
  taskSorts,
  taskViews,
  withTaskChange,
} from './task-list-state'

type TaskToolbarProps = { state: TaskListState; seesAll: boolean }

/** Search, filters and order: all of it in the address, so that it can be kept, shared and gone back to. */
export function TaskToolbar({ state, seesAll }: TaskToolbarProps) {
  const t = useTranslations('task')
  const tRecords = useTranslations('records')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const hrefWith = (change: Parameters<typeof withTaskChange>[1]) =>
    taskListHref(withTaskChange(state, change))
  const show = (change: Parameters<typeof withTaskChange>[1]) =>
    startTransition(() => router.replace(hrefWith(change), { scroll: false }))
  const statuses = statusesIn(state.view)
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedLinks
        label={t('views')}
        links={taskViews.map((view) => ({
          key: view,
          href: hrefWith({ view, sort: null }),
          label: t(`view.${view}`),
          current: state.view === view,
        }))}
      />
      {seesAll && (
        <SegmentedLinks
          label={t('whose')}
          links={(['own', 'all'] as const).map((whose) => ({
            key: whose,
            href: hrefWith({ whose }),
            label: t(whose),
            current: state.whose === whose,
          }))}
        />
      )}
      <SearchInput
        label={t('search')}
        placeholder={t('searchHint')}
        clearLabel={tRecords('clearSearch')}
        value={state.search}
        pending={pending}
        onSearch={(search) => show({ search })}
        className="min-w-0 flex-1 basis-full sm:ml-auto sm:max-w-80 sm:basis-56"
      />
      <div className="flex w-full flex-wrap gap-2">
        {statuses.length > 0 && (
          <Select
            aria-label={t('status')}
            options={[
              { value: 'any', label: t('anyStatus') },
              ...statuses.map((status) => ({ value: status, label: t(`statuses.${status}`) })),
            ]}
            value={state.status ?? 'any'}
            onValueChange={(status) => show({ status: status === 'any' ? null : status })}
            className="flex-1 basis-36 sm:max-w-48"
          />
        )}
        <Select
          aria-label={t('priority')}
          options={[
            { value: 'any', label: t('anyPriority') },
            ...taskPriorities.map((priority) => ({ value: priority, label: t(`priorities.${priority}`) })),
          ]}
          value={state.priority ?? 'any'}
          onValueChange={(priority) => show({ priority: priority === 'any' ? null : priority })}
          className="flex-1 basis-36 sm:max-w-48"
        />
        <Select
          aria-label={tRecords('sort')}
          options={taskSorts.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
          value={sortOf(state)}
          icon={<ArrowDownUp aria-hidden className="size-3.5 shrink-0 text-ink-faint" />}
          onValueChange={(sort) => show({ sort })}
          className="flex-1 basis-36 sm:ml-auto sm:max-w-52"
        />
      </div>
    </div>
  )
}
