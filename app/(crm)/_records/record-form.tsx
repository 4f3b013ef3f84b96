'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useActionState, useMemo, useRef } from 'react'
import { callAction } from '@/components/call-action'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { notify } from '@/components/ui/toast'
import type { ActionRefusal } from '@/lib/web/server-action'
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
  const router = useRouter()
  const refusalText = useRefusalText()
  const { duplicates, look } = useDuplicates(kind, id)
  const overwrite = useRef(false)
  const form = useRef<HTMLFormElement>(null)

  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, given) => {
    const typed = Object.fromEntries(
      [...given].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    const expected = overwrite.current ? null : version
    overwrite.current = false
    const result = await callAction(saveRecord({ kind, id, version: expected, values: typed }))
    if (!result.ok) return result
    notify({ title: t(id === null ? 'createdToast' : 'savedToast') })
    router.push(result.data.visible ? recordPath(kind, result.data.id) : recordPath(kind))
    return null
  }, null)

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
      {refusal && !pending && (
        <Callout
          tone="danger"
          live
          title={refusalText(refusal)}
          actions={
            refusal.code === 'stale' && (
              <Button
                size="small"
                onClick={() => {
                  overwrite.current = true
                  form.current?.requestSubmit()
                }}
              >
                {tRecords('retryStale')}
              </Button>
            )
          }
        >
          {refusal.code === 'stale' && tRecords('staleText')}
        </Callout>
      )}
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
      <footer className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] -mx-1 flex justify-end gap-2 border-t border-line bg-canvas/95 px-1 py-3 backdrop-blur-sm lg:bottom-0">
        <Button onClick={() => router.back()}>{tRecords('cancel')}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {tRecords('save')}
        </Button>
      </footer>
    </Form>
  )
}
