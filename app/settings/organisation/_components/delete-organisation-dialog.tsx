'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useMemo } from 'react'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import type { ActionRefusal } from '@/lib/web/server-action'
import { ContainersChoice } from '../../_components/erasure/containers-choice'
import { ErasureRefusal } from '../../_components/erasure/erasure-refusal'
import { PresenceProof } from '../../_components/erasure/presence-proof'
import { deleteOrganisation } from '../actions'

type DeleteOrganisationDialogProps = { name: string; users: number; hasPassword: boolean; hasSyncs: boolean }

/** Says what goes, and lets only go on whoever types the name and proves who she is. */
export function DeleteOrganisationDialog(props: DeleteOrganisationDialogProps) {
  const t = useTranslations('erasure')
  return (
    <Dialog
      trigger={<Button variant="danger-quiet">{t('deleteOrganisation')}</Button>}
      title={t('deleteOrganisationTitle', { name: props.name })}
      description={t('deleteOrganisationText')}
      size="medium"
    >
      <DeleteOrganisationForm {...props} />
    </Dialog>
  )
}

function DeleteOrganisationForm({ name, users, hasPassword, hasSyncs }: DeleteOrganisationDialogProps) {
  const t = useTranslations('erasure')
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(deleteOrganisation(form))
    return result.ok ? null : result
  }, null)
  const isMismatch = refusal?.fields?.name !== undefined
  const errors = useMemo(() => (isMismatch ? { name: t('nameMismatch') } : undefined), [isMismatch, t])
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      <ul className="list-disc space-y-1 pl-5 text-sm">
        <li>{t('organisationPeople', { count: users })}</li>
        <li>{t('organisationRecords')}</li>
        <li>{t('organisationTenant')}</li>
      </ul>
      {hasSyncs && <ContainersChoice />}
      <Field name="name" label={t('organisationName')} required hideMark>
        <Input name="name" autoComplete="off" spellCheck={false} placeholder={name} />
      </Field>
      <PresenceProof hasPassword={hasPassword} />
      {refusal && !isMismatch && !pending && (
        <ErasureRefusal refusal={refusal} returnTo="/settings/organisation" />
      )}
      <Button type="submit" variant="danger" pending={pending} className="sm:self-end">
        {t('deleteOrganisation')}
      </Button>
    </Form>
  )
}
