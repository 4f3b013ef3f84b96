'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { FieldType } from '@/lib/crm/records/field'
import type { FormField } from './field-groups'

type RecordFieldProps = { field: FormField; defaultValue: string; onLeave?: () => void }

/** What a phone's keyboard should offer. The type stays `text`, so that our own words say what is wrong. */
const inputs: Record<FieldType, ComponentProps<typeof Input>> = {
  text: {},
  email: { inputMode: 'email', autoCapitalize: 'none', spellCheck: false },
  phone: { inputMode: 'tel' },
  url: { inputMode: 'url', autoCapitalize: 'none', spellCheck: false },
  day: { type: 'date', max: '9999-12-31' },
  multiline: {},
  longText: {},
}

export function RecordField({ field: { name, type, required }, defaultValue, onLeave }: RecordFieldProps) {
  const t = useTranslations('records.fields')
  const long = type === 'multiline' || type === 'longText'
  return (
    <Field name={name} label={t(name)} required={required} {...(long && { className: 'sm:col-span-2' })}>
      {long ? (
        <Textarea name={name} defaultValue={defaultValue} rows={type === 'longText' ? 4 : 2} />
      ) : (
        <Input
          {...inputs[type]}
          name={name}
          defaultValue={defaultValue}
          // These are other people's data: the browser must not offer the user's own.
          autoComplete="off"
          onBlur={onLeave}
        />
      )}
    </Field>
  )
}
