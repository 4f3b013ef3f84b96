'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { notify } from '@/components/ui/toast'
import { changeProfile } from '../actions'
import type { ProfileOption } from './profile-option'

type ProfileDialogProps = {
  member: { id: string; name: string; profileId: string }
  profiles: readonly ProfileOption[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Gives a member another profile. */
export function ProfileDialog({ member, profiles, open, onOpenChange }: ProfileDialogProps) {
  const t = useTranslations('users')
  const refusalText = usePeopleRefusal()
  const [pending, startTransition] = useTransition()
  const [profileId, setProfileId] = useState(member.profileId)
  const [problem, setProblem] = useState<string | null>(null)
  const save = () =>
    startTransition(async () => {
      const result = await callAction(changeProfile({ id: member.id, profileId }))
      if (!result.ok) return setProblem(refusalText(result))
      const profile = profiles.find(({ value }) => value === profileId)?.label ?? ''
      notify({ title: t('profileChanged', { name: member.name, profile }) })
      onOpenChange(false)
    })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('changeProfileTitle', { name: member.name })}
      description={t('changeProfileText', { name: member.name })}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button
            variant="primary"
            pending={pending}
            disabled={profileId === member.profileId}
            onClick={save}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem !== null && (
          <Callout tone="danger" live>
            {problem}
          </Callout>
        )}
        <Field label={t('profile')}>
          <Select options={profiles} value={profileId} onValueChange={setProfileId} />
        </Field>
      </div>
    </Dialog>
  )
}
