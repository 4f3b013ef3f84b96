import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { PersonLink } from '@/app/(crm)/_people/person-link'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import { StatusPill } from '@/components/ui/status-pill'
import { TableCell, TableRow } from '@/components/ui/table'
import { CompletionCircle } from '../_task/completion-circle'
import { RecurringMark } from '../_task/recurring-mark'
import { DueText } from '../_words/due-text'
import { PriorityText } from '../_words/priority-text'
import { StatusBadge } from '../_words/status-badge'
import { taskColumns } from './task-columns'
import type { TaskRow } from './task-row'

type TaskTableRowProps = {
  row: TaskRow
  /** Null where nothing can be done with chosen rows. */
  selection: { chosen: boolean; choose: (on: boolean) => void } | null
  /** Shows when it was completed instead of its status. */
  completed: boolean
  mayEdit: boolean
  /** Null in a list of one's own. */
  ownerName: string | null
}

const tones = {
  synced: 'success',
  pending: 'accent',
  skipped: 'neutral',
  attention: 'warning',
  off: 'neutral',
} as const

/** In a list, what stands below the subject begins where it does, beside the circle. */
const belowTitle = 'max-md:pl-7.5'

export function TaskTableRow({ row, selection, completed, mayEdit, ownerName }: TaskTableRowProps) {
  const tRecords = useTranslations('records')
  const columns = taskColumns(ownerName !== null)
  const tSync = useTranslations('recordSync.states')
  return (
    <TableRow interactive selected={selection?.chosen ?? false} className="relative">
      {selection && (
        <TableCell place="lead" className="relative z-1">
          <Checkbox
            aria-label={tRecords('selectOne', { name: row.subject })}
            checked={selection.chosen}
            onCheckedChange={selection.choose}
          />
        </TableCell>
      )}
      <TableCell place="title">
        <span className="flex min-w-0 items-center gap-2.5">
          <CompletionCircle id={row.id} subject={row.subject} status={row.status} mayEdit={mayEdit} />
          <Link
            href={`/tasks/${row.id}`}
            className={classNames(
              'min-w-0 truncate font-medium after:absolute after:inset-0',
              row.status === 'completed' && 'text-ink-soft line-through decoration-ink-faint',
            )}
          >
            {row.subject}
          </Link>
          {row.recurring && <RecurringMark />}
        </span>
      </TableCell>
      <TableCell className={classNames('truncate tabular-nums', belowTitle)}>
        <span className="flex min-w-0 flex-wrap items-center gap-x-3">
          <DueText due={row.due} />
          {row.priority !== 'normal' && (
            <span className="min-w-0 md:hidden">
              <PriorityText priority={row.priority} />
            </span>
          )}
          {row.status !== 'notStarted' && row.status !== 'completed' && (
            <span className="md:hidden">
              <StatusBadge status={row.status} />
            </span>
          )}
        </span>
      </TableCell>
      <TableCell place="hidden" className="truncate text-ink-soft">
        <PriorityText priority={row.priority} />
      </TableCell>
      <TableCell place="hidden" className={columns.status}>
        {completed ? <ClosedOn at={row.closedAt} /> : <StatusBadge status={row.status} />}
      </TableCell>
      <TableCell className={classNames('truncate text-ink-soft', columns.relatedTo, belowTitle)}>
        {row.relatedTo && (
          <span className="flex">
            <PersonLink person={row.relatedTo} className="relative z-1" />
          </span>
        )}
      </TableCell>
      {ownerName !== null && (
        <TableCell className={classNames('truncate text-ink-soft', columns.owner, belowTitle)}>
          {ownerName}
        </TableCell>
      )}
      <TableCell place="hidden" className={columns.sync}>
        <StatusPill tone={tones[row.sync]} busy={row.sync === 'pending'}>
          {tSync(row.sync)}
        </StatusPill>
      </TableCell>
    </TableRow>
  )
}

function ClosedOn({ at }: { at: string | null }) {
  const format = useFormatter()
  if (at === null) return null
  return (
    <time dateTime={at} className="text-ink-soft tabular-nums">
      {format.dateTime(new Date(at), { dateStyle: 'medium' })}
    </time>
  )
}
