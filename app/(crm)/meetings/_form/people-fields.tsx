'use client'

import { useTranslations } from 'next-intl'
import { PeoplePicker } from '@/app/(crm)/_people/people-picker'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import type { MeetingValues } from './meeting-changes'

type PeopleFieldsProps = {
  value: Pick<MeetingValues, 'participants' | 'relatedTo' | 'ownerId'>
  onChange: (change: Partial<MeetingValues>) => void
  hosts: readonly ComboboxOption[]
  /** The host of an invitation is who was invited. */
  fixedHost: boolean
}

export function PeopleFields({ value, onChange, hosts, fixedHost }: PeopleFieldsProps) {
  const t = useTranslations('meetingForm')
  return (
    <>
      <Field
        name="participants"
        label={t('participants')}
        hint={t('participantsHint')}
        className="sm:col-span-2"
      >
        <PeoplePicker
          types={['user', 'contact', 'lead', 'email']}
          value={value.participants}
          onChange={(participants) => onChange({ participants })}
        />
      </Field>
      <Field name="relatedTo" label={t('relatedTo')}>
        <PeoplePicker
          types={['contact', 'lead']}
          single
          value={value.relatedTo ? [value.relatedTo] : []}
          onChange={([relatedTo = null]) => onChange({ relatedTo })}
        />
      </Field>
      {!fixedHost && (
        <Field name="ownerId" label={t('host')} hint={t('hostHint')}>
          <Combobox
            options={hosts}
            value={value.ownerId}
            onValueChange={(ownerId) => {
              if (ownerId !== null) onChange({ ownerId })
            }}
          />
        </Field>
      )}
    </>
  )
}
