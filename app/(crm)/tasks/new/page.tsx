import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { sessionContext } from '@/lib/web/context'
import { relatedFromQuery } from '../../_people/related-from-query'
import { relatedPeople } from '../../_people/related-people'
import { TaskFormPage } from '../_form/task-form-page'
import { dayAt } from '../_words/due-date'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('task')
  return { title: t('new') }
}

/** Whom it is about may be in the address: the page of a contact or lead leads here. */
export default async function NewTaskPage({ searchParams }: PageProps<'/tasks/new'>) {
  const [query, context] = await Promise.all([searchParams, sessionContext()])
  const relatedTo = relatedFromQuery(query)
  const person = (await relatedPeople(context, [relatedTo]))(relatedTo)
  return (
    <TaskFormPage
      existing={null}
      undatedFrom={dayAt(context.now(), context.viewer.timeZone)}
      values={{
        subject: '',
        dueDate: '',
        priority: 'normal',
        status: 'notStarted',
        description: '',
        // Whom the viewer may not see has no name, and is not offered.
        relatedTo: person?.name ? person : null,
        recurrence: null,
        reminderAt: null,
        ownerId: context.viewer.memberId,
      }}
    />
  )
}
