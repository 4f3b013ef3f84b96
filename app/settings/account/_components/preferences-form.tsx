'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { callAction } from '@/components/call-action'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Select } from '@/components/ui/select'
import { notify } from '@/components/ui/toast'
import type { ActionRefusal } from '@/lib/web/server-action'
import { savePreferences } from '../actions'

type PreferencesFormProps = { locale: 'en' | 'fr' | null; timeZone: string; timeZones: readonly string[] }

export function PreferencesForm({ locale, timeZone, timeZones }: PreferencesFormProps) {
  const t = useTranslations('settings')
  const refusalText = useRefusalText()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(savePreferences(form))
    if (!result.ok) return result
    notify({ title: t('saved') })
    return null
  }, null)
  const errors = useFieldErrors(refusal)
  // Zones that the browser's list leaves out, such as UTC, still have to be shown when they are set.
  const zones = [...new Set([timeZone, 'UTC', ...timeZones])].sort()
  return (
    <Form action={submit} errors={errors} className="grid gap-4 sm:grid-cols-2">
      {refusal && (
        <Callout tone="danger" live className="sm:col-span-2">
          {refusalText(refusal)}
        </Callout>
      )}
      <Field name="locale" label={t('language')}>
        <Select
          name="locale"
          defaultValue={locale ?? 'browser'}
          options={[
            { value: 'browser', label: t('languageBrowser') },
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Field>
      <Field name="timeZone" label={t('timeZone')} hint={t('timeZoneHint')}>
        <Combobox
          name="timeZone"
          defaultValue={timeZone}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
      </Field>
      <div className="sm:col-span-2">
        <Button type="submit" variant="primary" pending={pending}>
          {t('save')}
        </Button>
      </div>
    </Form>
  )
}
