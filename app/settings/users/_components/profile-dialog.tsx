'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { changeProfile } from '../actions'
import { MemberDialog } from './member-dialog'
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
  const [profileId, setProfileId] = useState(member.profileId)
  const profile = profiles.find(({ value }) => value === profileId)?.label ?? ''
  return (
    <MemberDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('changeProfileTitle', { name: member.name })}
      description={t('changeProfileText', { name: member.name })}
      save={t('save')}
      disabled={profileId === member.profileId}
      action={() => changeProfile({ id: member.id, profileId })}
      done={() => t('profileChanged', { name: member.name, profile })}
    >
      <Field label={t('profile')}>
        <Select options={profiles} value={profileId} onValueChange={setProfileId} />
      </Field>
    </MemberDialog>
  )
}
