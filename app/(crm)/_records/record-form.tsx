'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { callAction } from '@/components/call-action'
import type { PersonKind } from '@/components/crm/record-kind'
import { useFieldErrors } from '@/components/refusal-text'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { FormFooter } from '../_form/form-footer'
import { useSaving } from '../_form/use-saving'
import { saveRecord } from './actions'
import { DuplicateWarning } from './duplicate-warning'
import type { FieldGroup } from './field-groups'
import { RecordField } from './record-field'
import { useDuplicates } from './use-duplicates'

type RecordFormProps = {
  kind: PersonKind
  /** Null for a new record. */
  id: string | null
  /** The `updatedAt` of what the form shows. */
  version: string | null
  groups: readonly FieldGroup[]
  values: Readonly<Record<string, string>>
  ownerId: string
  owners: readonly ComboboxOption[]
}

export function RecordForm({ kind, id, version, groups, values, ownerId, owners }: RecordFormProps) {
  const t = useTranslations(kind)
  const tRecords = useTranslations('records')
  const { duplicates, look } = useDuplicates(kind, id)
  const { form, submit, pending, refusal, callout } = useSaving({
    version,
    send: (version, given) => {
      const values = Object.fromEntries([...given].filter(([, value]) => typeof value === 'string'))
      return callAction(saveRecord({ kind, id, version, values }))
    },
    kind,
    toast: t(id === null ? 'createdToast' : 'savedToast'),
  })

  const types = useMemo(
    () =>
      new Map<string, string>(
        groups.flatMap(({ fields }) => fields.map(({ name, type }) => [name, type] as const)),
      ),
    [groups],
  )
  const errors = useFieldErrors(refusal, types)
  return (
    <Form ref={form} action={submit} errors={errors} className="flex flex-col gap-4">
      {callout}
      {groups.map(({ key, fields }) => (
        <Card key={key} title={tRecords(`groups.${key}`)}>
          <div className="grid gap-x-5 gap-y-3.5 sm:grid-cols-2">
            {fields.map((field) => (
              <RecordField
                key={field.name}
                field={field}
                defaultValue={values[field.name] ?? ''}
                {...(field.type === 'email' && { onLeave: () => look(form.current) })}
              />
            ))}
            {key === 'reach' && duplicates.length > 0 && (
              <DuplicateWarning kind={kind} duplicates={duplicates} />
            )}
            {key === 'more' && (
              <Field name="ownerId" label={tRecords('owner')} className="sm:max-w-xs">
                <Combobox name="ownerId" options={owners} defaultValue={ownerId} />
              </Field>
            )}
          </div>
        </Card>
      ))}
      <FormFooter pending={pending} />
    </Form>
  )
}
