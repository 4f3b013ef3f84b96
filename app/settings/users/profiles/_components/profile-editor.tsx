'use client'

import { useTranslations } from 'next-intl'
import { type ReactElement, useState, useTransition } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { useFieldErrors } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { notify } from '@/components/ui/toast'
import type { Permission } from '@/lib/access/permissions'
import type { ActionRefusal } from '@/lib/web/server-action'
import { saveProfile } from '../actions'
import { PermissionBoxes } from './permission-boxes'

type ProfileEditorProps = {
  trigger: ReactElement
  title: string
  /** Null: a new one. */
  id: string | null
  /** What the form starts with. */
  name: string
  permissions: readonly Permission[]
  giveable: readonly Permission[]
}

/** Makes a profile, or changes one: its name and what it allows. */
export function ProfileEditor({ trigger, title, ...draft }: ProfileEditorProps) {
  const t = useTranslations('users')
  const [open, setOpen] = useState(false)
  const [pending, startTransition] = useTransition()
  const formId = `profile-${draft.id ?? 'new'}-${draft.name}`
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={title}
      size="medium"
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" pending={pending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <ProfileForm
        {...draft}
        formId={formId}
        startTransition={startTransition}
        onSaved={() => setOpen(false)}
      />
    </Dialog>
  )
}

type ProfileFormProps = Omit<ProfileEditorProps, 'trigger' | 'title'> & {
  formId: string
  startTransition: (work: () => Promise<void>) => void
  onSaved: () => void
}

function ProfileForm({
  formId,
  id,
  name,
  permissions,
  giveable,
  startTransition,
  onSaved,
}: ProfileFormProps) {
  const t = useTranslations('users')
  const refusalText = usePeopleRefusal()
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set(permissions))
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null)
  const errors = useFieldErrors(refusal)
  const save = (form: FormData) =>
    startTransition(async () => {
      const given = { id, name: String(form.get('name') ?? ''), permissions: [...chosen] }
      const result = await callAction(saveProfile(given))
      if (!result.ok) return setRefusal(result)
      notify({ title: t('profiles.saved') })
      onSaved()
    })
  return (
    <Form id={formId} action={save} errors={errors} className="flex flex-col gap-4">
      {refusal && (
        <Callout tone="danger" live>
          {refusalText(refusal)}
        </Callout>
      )}
      <Field name="name" label={t('profiles.name')} required hideMark>
        <Input name="name" autoComplete="off" maxLength={255} defaultValue={name} />
      </Field>
      <PermissionBoxes
        chosen={chosen}
        giveable={new Set([...giveable, ...(id === null ? [] : permissions)])}
        onChange={setChosen}
      />
    </Form>
  )
}
