import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { sessionContext } from '@/lib/web/context'
import { relatedPeople } from '../../../_people/related-people'
import { TaskFormPage } from '../../_form/task-form-page'
import { findTask } from '../../_task/find-task'
import { firstDayOf } from '../../_task/first-day'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('task')
  return { title: t('edit') }
}

export default async function EditTaskPage({ params }: PageProps<'/tasks/[id]/edit'>) {
  const task = await findTask((await params).id)
  const personOf = await relatedPeople(await sessionContext(), [task.relatedTo])
  const { id, subject, priority, status, recurrence, reminderAt, ownerId } = task
  return (
    <TaskFormPage
      existing={{ id, version: task.updatedAt.toISOString() }}
      undatedFrom={firstDayOf({ dueDate: null, createdAt: task.createdAt })}
      values={{
        subject,
        dueDate: task.dueDate ?? '',
        priority,
        status,
        description: task.description ?? '',
        relatedTo: personOf(task.relatedTo),
        recurrence,
        reminderAt,
        ownerId,
      }}
    />
  )
}
