import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { allMembers, memberNames, ownerOptions } from '@/app/_members/members'
import { TurnPages } from '@/components/crm/turn-pages'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { listTasks } from '@/lib/crm/tasks/list-tasks'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../../_records/or-not-found'
import { NoTasks } from '../_list/no-tasks'
import { readTaskListState, taskListHref } from '../_list/task-list-state'
import { taskQuery } from '../_list/task-query'
import { taskRows } from '../_list/task-row'
import { TaskTable } from '../_list/task-table'
import { TaskToolbar } from '../_list/task-toolbar'
import { dayAt } from '../_words/due-date'

const pageSize = 50

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('task')
  return { title: t('plural') }
}

export default async function TasksPage({ searchParams }: PageProps<'/tasks'>) {
  const [query, context] = await Promise.all([searchParams, sessionContext()])
  const { actor, viewer } = context
  const state = readTaskListState(query)
  const viewpoint = { memberId: viewer.memberId, today: dayAt(context.now(), viewer.timeZone) }
  const [t, members, page] = await Promise.all([
    getTranslations('task'),
    allMembers(context),
    orNotFound(listTasks(context, taskQuery(state, viewpoint, pageSize))),
  ])
  const rows = await taskRows(context, page.items)
  const mayCreate = may(actor, 'tasks.create')
  const turnTo = (trail: readonly string[]) => taskListHref({ ...state, trail })
  return (
    <>
      <PageHeader
        title={t('plural')}
        actions={
          mayCreate && (
            <LinkButton href="/tasks/new" variant="primary">
              <Plus aria-hidden />
              {t('new')}
            </LinkButton>
          )
        }
      />
      <TaskToolbar state={state} seesAll={may(actor, 'records.all')} />
      <Card flush>
        {rows.length === 0 ? (
          <NoTasks state={state} mayCreate={mayCreate} />
        ) : (
          <TaskTable
            rows={rows}
            owners={ownerOptions(members)}
            ownerNames={state.whose === 'all' ? memberNames(members) : null}
            completed={state.view === 'completed'}
            may={{ edit: may(actor, 'tasks.edit'), delete: may(actor, 'tasks.delete') }}
          />
        )}
        <TurnPages trail={state.trail} next={page.next} hrefOf={turnTo} />
      </Card>
    </>
  )
}
