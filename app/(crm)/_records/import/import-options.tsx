'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import type { ImportChoices } from './send-import'

type ImportOptionsProps = {
  choices: ImportChoices
  onChange: (choices: ImportChoices) => void
  owners: readonly ComboboxOption[] | null
  /** Whether a column holds dates, whose order can be unclear. */
  hasDays: boolean
}

export function ImportOptions({ choices, onChange, owners, hasDays }: ImportOptionsProps) {
  const t = useTranslations('import')
  const tRecords = useTranslations('records')
  return (
    <Card title={t('duplicatesTitle')}>
      <RadioGroup
        label={t('duplicatesTitle')}
        value={choices.duplicates}
        onValueChange={(duplicates) => onChange({ ...choices, duplicates })}
        options={[
          { value: 'skip', label: t('duplicates.skip'), hint: t('duplicates.skipHint') },
          { value: 'update', label: t('duplicates.update'), hint: t('duplicates.updateHint') },
          { value: 'create', label: t('duplicates.create'), hint: t('duplicates.createHint') },
        ]}
      />
      {(owners || hasDays) && (
        <div className="mt-4 grid gap-4 sm:grid-cols-2">
          {owners && (
            <Field label={tRecords('owner')}>
              <Combobox
                options={owners}
                value={choices.ownerId}
                onValueChange={(ownerId) => ownerId !== null && onChange({ ...choices, ownerId })}
              />
            </Field>
          )}
          {hasDays && (
            <Field label={t('dayOrder')}>
              <Select
                value={choices.dayOrder ?? 'day-first'}
                onValueChange={(dayOrder) => onChange({ ...choices, dayOrder })}
                options={[
                  { value: 'day-first', label: t('dayFirst') },
                  { value: 'month-first', label: t('monthFirst') },
                ]}
              />
            </Field>
          )}
        </div>
      )}
    </Card>
  )
}
