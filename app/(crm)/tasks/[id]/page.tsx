import { Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { allMembers, memberNames, ownerOptions } from '@/app/_members/members'
import { relatedPeople } from '@/app/(crm)/_people/related-people'
import { RecordSyncPanel } from '@/components/microsoft/record-sync-panel'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'
import { BinNotice } from '../../_records/bin-notice'
import { RecordDetails } from '../../_records/record-details'
import { RecordMenu } from '../../_records/record-menu'
import { RecordHistory } from '../../_records/story/record-history'
import { requestSync } from '../_actions/task-actions'
import { findTask } from '../_task/find-task'
import { dayAt, dueOf } from '../_words/due-date'
import { DueText } from '../_words/due-text'
import { StatusBadge } from '../_words/status-badge'
import { CompletionButton } from './_components/completion-button'
import { TaskCards } from './_components/task-cards'

export async function generateMetadata({ params }: PageProps<'/tasks/[id]'>): Promise<Metadata> {
  return { title: (await findTask((await params).id)).subject }
}

export default async function TaskPage({ params, searchParams }: PageProps<'/tasks/[id]'>) {
  const context = await sessionContext()
  const task = await findTask((await params).id)
  const [members, personOf, t, tRecords] = await Promise.all([
    allMembers(context),
    relatedPeople(context, [task.relatedTo]),
    getTranslations('task'),
    getTranslations('records'),
  ])
  const names = memberNames(members)
  const owner = names.get(task.ownerId) ?? tRecords('byFormerMember')
  const living = task.deletedAt === null
  const rights = {
    edit: may(context.actor, 'tasks.edit') && living,
    delete: may(context.actor, 'tasks.delete') && living,
  }
  const due = dueOf(task, dayAt(context.now(), context.viewer.timeZone))
  return (
    <>
      <PageHeader
        back={{ href: '/tasks', label: t('backToList') }}
        title={task.subject}
        meta={<StatusBadge status={task.status} />}
        description={<DueText due={due} long />}
        actions={
          (rights.edit || rights.delete) && (
            <>
              {rights.edit && (
                <>
                  <CompletionButton id={task.id} status={task.status} />
                  <LinkButton href={`/tasks/${task.id}/edit`}>
                    <Pencil aria-hidden />
                    {tRecords('edit')}
                  </LinkButton>
                </>
              )}
              <RecordMenu kind="task" id={task.id} owners={ownerOptions(members)} may={rights} />
            </>
          )
        }
      />
      {task.deletedAt !== null && <BinNotice kind="task" id={task.id} deletedAt={task.deletedAt} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <TaskCards task={task} relatedTo={personOf(task.relatedTo)} />
        <div className="grid gap-4 md:max-xl:grid-cols-2">
          <RecordSyncPanel module="tasks" record={task} ownerName={owner} requestSync={requestSync} />
          <RecordDetails record={task} names={names} />
          <RecordHistory kind="task" id={task.id} names={names} query={searchParams} />
        </div>
      </div>
    </>
  )
}
