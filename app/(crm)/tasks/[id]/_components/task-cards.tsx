import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Person } from '@/app/(crm)/_people/person'
import { PersonLink } from '@/app/(crm)/_people/person-link'
import { readRule } from '@/app/(crm)/_recurrence/read-rule'
import { recurrenceWords } from '@/app/(crm)/_recurrence/recurrence-words'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { fullMoment } from '@/i18n/moments'
import type { Task } from '@/lib/crm/tasks/fields'
import { startOn } from '../../_form/task-rule'
import { firstDayOf } from '../../_task/first-day'
import { PriorityText } from '../../_words/priority-text'

type TaskCardsProps = { task: Task; relatedTo: Person | null }

/** What a task holds; what is empty takes no room. */
export async function TaskCards({ task, relatedTo }: TaskCardsProps) {
  const [t, details] = await Promise.all([getTranslations('task'), detailsOf(task, relatedTo)])
  return (
    <div className="grid gap-4">
      <Card title={t('details')}>
        <DescriptionList items={details} />
      </Card>
      {task.description !== null && (
        <Card title={t('description')}>
          <p className="text-base wrap-anywhere whitespace-pre-line">{task.description}</p>
        </Card>
      )}
    </div>
  )
}

type Detail = { key: string; label: ReactNode; value: ReactNode }

async function detailsOf(task: Task, relatedTo: Person | null): Promise<Detail[]> {
  const [t, tRecurrence, format] = await Promise.all([
    getTranslations('task'),
    getTranslations('recurrence'),
    getFormatter(),
  ])
  const start = startOn(firstDayOf(task))
  const moment = (text: string | null) => (text === null ? null : fullMoment(new Date(text)))
  const given: [string, ReactNode, ReactNode][] = [
    ['priority', t('priority'), <PriorityText key="priority" priority={task.priority} />],
    ['closed', t('closed'), await moment(task.closedAt)],
    ['relatedTo', t('relatedTo'), relatedTo && <PersonLink person={relatedTo} whole />],
    ['reminder', t('reminder'), await moment(task.reminderAt)],
    [
      'recurrence',
      t('recurrence'),
      recurrenceWords(tRecurrence, format).sentence(readRule(task.recurrence, start), start),
    ],
  ]
  return given.flatMap(([key, label, value]) => (value === null ? [] : [{ key, label, value }]))
}
