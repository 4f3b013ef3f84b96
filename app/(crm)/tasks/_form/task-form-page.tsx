import { getTranslations } from 'next-intl/server'
import type { ComponentProps } from 'react'
import { allMembers, ownerOptions } from '@/app/_members/members'
import { PageHeader } from '@/components/ui/page-header'
import { requirePermission } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../../_records/or-not-found'
import { TaskForm } from './task-form'

type TaskFormPageProps = Omit<ComponentProps<typeof TaskForm>, 'owners' | 'timeZone'>

/** The form for a new task, or for an existing one. */
export async function TaskFormPage({ existing, values, undatedFrom }: TaskFormPageProps) {
  const context = await sessionContext()
  await orNotFound(
    (async () => requirePermission(context, existing === null ? 'tasks.create' : 'tasks.edit'))(),
  )
  const [t, members] = await Promise.all([getTranslations('task'), allMembers(context)])
  const back =
    existing === null
      ? { href: '/tasks', label: t('backToList') }
      : { href: `/tasks/${existing.id}`, label: values.subject }
  return (
    <div className="mx-auto max-w-240">
      <PageHeader title={existing === null ? t('new') : t('edit')} back={back} />
      <TaskForm
        existing={existing}
        values={values}
        owners={ownerOptions(members)}
        timeZone={context.viewer.timeZone}
        undatedFrom={undatedFrom}
      />
    </div>
  )
}
