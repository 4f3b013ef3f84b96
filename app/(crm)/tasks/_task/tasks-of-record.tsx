import { Plus } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { LinkButton } from '@/components/ui/link-button'
import { may } from '@/lib/access/context'
import type { RelatedTo } from '@/lib/crm/references/reference'
import { listTasks } from '@/lib/crm/tasks/list-tasks'
import { sessionContext } from '@/lib/web/context'
import { type TaskRow, taskRows } from '../_list/task-row'
import { DueText } from '../_words/due-text'
import { StatusBadge } from '../_words/status-badge'
import { CompletionCircle } from './completion-circle'
import { RecurringMark } from './recurring-mark'

type TasksOfRecordProps = { about: RelatedTo; name: string; inBin: boolean }

/** So many are shown of those that are open, and of those that are done. */
const mostShown = { open: 20, completed: 5 }

/** The tasks that are about a contact or lead: what is to be done, the most urgent first, then what was done. */
export async function TasksOfRecord({ about, name, inBin }: TasksOfRecordProps) {
  const context = await sessionContext()
  const { actor } = context
  if (!may(actor, 'tasks.view')) return null
  const [t, open, completed] = await Promise.all([
    getTranslations('task'),
    listTasks(context, {
      about,
      open: true,
      sort: { by: 'dueDate', descending: false },
      limit: mostShown.open,
    }),
    listTasks(context, { about, open: false, limit: mostShown.completed }),
  ])
  const rows = await taskRows(context, [...open.items, ...completed.items])
  return (
    <Card
      title={t('ofRecord')}
      actions={
        may(actor, 'tasks.create') &&
        !inBin && (
          <LinkButton href={`/tasks/new?${about.type}=${about.id}`} size="small">
            <Plus aria-hidden />
            {t('new')}
          </LinkButton>
        )
      }
    >
      {rows.length === 0 && <p className="text-sm text-ink-faint">{t('noneOfRecord', { name })}</p>}
      {rows.length > 0 && (
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <TaskEntry key={row.id} row={row} mayEdit={may(actor, 'tasks.edit')} />
          ))}
        </ul>
      )}
      {open.next !== null && <p className="mt-2 text-sm text-ink-faint">{t('moreOfRecord')}</p>}
    </Card>
  )
}

function TaskEntry({ row, mayEdit }: { row: TaskRow; mayEdit: boolean }) {
  const completed = row.status === 'completed'
  return (
    <li className="flex min-h-9 items-center gap-2.5 py-1">
      <CompletionCircle id={row.id} subject={row.subject} status={row.status} mayEdit={mayEdit} />
      <span className="flex min-w-0 flex-1 items-center gap-2">
        <Link
          href={`/tasks/${row.id}`}
          className={classNames(
            'min-w-0 wrap-anywhere text-base font-medium underline-offset-3 hover:underline',
            completed && 'text-ink-soft line-through decoration-ink-faint',
          )}
        >
          {row.subject}
        </Link>
        {row.recurring && <RecurringMark />}
      </span>
      {!completed && row.status !== 'notStarted' && (
        <span className="max-sm:hidden">
          <StatusBadge status={row.status} />
        </span>
      )}
      {row.due && (
        <span className="shrink-0 text-sm text-ink-soft tabular-nums">
          <DueText due={row.due} />
        </span>
      )}
    </li>
  )
}
