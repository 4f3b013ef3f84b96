'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { taskPriorities, taskStatuses } from '@/lib/crm/tasks/fields'
import { PriorityIcon } from '../_words/priority-text'
import type { TaskFormValues } from './task-changes'

type ChoiceFieldsProps = {
  value: Pick<TaskFormValues, 'priority' | 'status'>
  onChange: (change: Partial<Pick<TaskFormValues, 'priority' | 'status'>>) => void
}

/** How urgent it is, and how far it has got. */
export function ChoiceFields({ value, onChange }: ChoiceFieldsProps) {
  const t = useTranslations('task')
  return (
    <>
      <Field name="priority" label={t('priority')}>
        <Select
          options={taskPriorities.map((priority) => ({
            value: priority,
            label: t(`priorities.${priority}`),
            icon: <PriorityIcon priority={priority} />,
          }))}
          value={value.priority}
          onValueChange={(priority) => onChange({ priority })}
        />
      </Field>
      <Field name="status" label={t('status')}>
        <Select
          options={taskStatuses.map((status) => ({ value: status, label: t(`statuses.${status}`) }))}
          value={value.status}
          onValueChange={(status) => onChange({ status })}
        />
      </Field>
    </>
  )
}
