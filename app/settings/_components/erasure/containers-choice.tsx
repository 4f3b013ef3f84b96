'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from '@/components/ui/radio-group'

/** What becomes of the containers in Microsoft 365: part of a form, as `containers`. */
export function ContainersChoice() {
  const t = useTranslations('erasure')
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t('containers')}</legend>
      <RadioGroup
        label={t('containers')}
        name="containers"
        defaultValue="remove"
        options={[
          { value: 'remove', label: t('remove'), hint: t('removeHint') },
          { value: 'keep', label: t('keep'), hint: t('keepHint') },
        ]}
      />
    </fieldset>
  )
}
