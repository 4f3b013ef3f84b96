'use client'

import { useTranslations } from 'next-intl'
import { PeoplePicker } from '@/app/(crm)/_people/people-picker'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import type { TaskFormValues } from './task-changes'

type PeopleFieldsProps = {
  value: Pick<TaskFormValues, 'relatedTo' | 'ownerId'>
  onChange: (change: Partial<Pick<TaskFormValues, 'relatedTo' | 'ownerId'>>) => void
  owners: readonly ComboboxOption[]
}

/** Whom the task is about, and whose it is. */
export function PeopleFields({ value, onChange, owners }: PeopleFieldsProps) {
  const t = useTranslations('taskForm')
  return (
    <>
      <Field name="relatedTo" label={t('relatedTo')}>
        <PeoplePicker
          types={['contact', 'lead']}
          single
          value={value.relatedTo ? [value.relatedTo] : []}
          onChange={([relatedTo = null]) => onChange({ relatedTo })}
        />
      </Field>
      <Field name="ownerId" label={t('owner')}>
        <Combobox
          options={owners}
          value={value.ownerId}
          onValueChange={(ownerId) => {
            if (ownerId !== null) onChange({ ownerId })
          }}
        />
      </Field>
    </>
  )
}
