import { ListTodo, SearchX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { type TaskListState, taskListHref, withTaskChange } from './task-list-state'

type NoTasksProps = { state: TaskListState; mayCreate: boolean }

const titles = {
  open: 'emptyTitle',
  today: 'nothingToday',
  overdue: 'nothingOverdue',
  completed: 'nothingCompleted',
} as const

/** Why the list is empty, and what to do about it. */
export async function NoTasks({ state, mayCreate }: NoTasksProps) {
  const [t, tRecords] = await Promise.all([getTranslations('task'), getTranslations('records')])
  if (state.search !== '' || state.status !== null || state.priority !== null) {
    const reset = withTaskChange(state, { search: '', status: null, priority: null })
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('noMatchTitle')}
        actions={<LinkButton href={taskListHref(reset)}>{tRecords('reset')}</LinkButton>}
      >
        {t('noMatchText')}
      </EmptyState>
    )
  }
  if (state.trail.length > 0) return <EmptyState title={tRecords('noEntries')} />
  const mayBegin = mayCreate && state.view === 'open'
  return (
    <EmptyState
      icon={<ListTodo aria-hidden />}
      title={t(titles[state.view])}
      actions={
        mayBegin && (
          <LinkButton href="/tasks/new" variant="primary">
            {t('new')}
          </LinkButton>
        )
      }
    >
      {mayBegin && t('emptyText')}
    </EmptyState>
  )
}
