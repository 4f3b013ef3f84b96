'use client'

import { Ellipsis, FolderSymlink, ShieldCheck, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { notify } from '@/components/ui/toast'
import { changeStatus } from '../actions'
import { HandOverDialog } from './hand-over-dialog'
import { ProfileDialog } from './profile-dialog'
import type { ProfileOption } from './profile-option'

type UserMenuProps = {
  member: {
    id: string
    name: string
    profileId: string
    status: 'active' | 'deactivated'
    /** Nothing is left of her but her records, which can be handed over. */
    hasLeft: boolean
  }
  profiles: readonly ProfileOption[]
  owners: readonly ComboboxOption[]
}

/** What somebody who manages users can do with one of them. */
export function UserMenu({ member, profiles, owners }: UserMenuProps) {
  const t = useTranslations('users')
  const refusalText = usePeopleRefusal()
  const [open, setOpen] = useState<'profile' | 'deactivate' | 'hand-over' | null>(null)
  const { id, name, status, hasLeft } = member
  const shown = (dialog: typeof open) => ({
    open: open === dialog,
    onOpenChange: (next: boolean) => setOpen(next ? dialog : null),
  })
  const change = async (next: 'active' | 'deactivated') => {
    const result = await callAction(changeStatus({ id, status: next }))
    const done = t(next === 'active' ? 'isActive' : 'isDeactivated', { name })
    notify(result.ok ? { title: done } : { title: refusalText(result), tone: 'danger' })
    return true
  }
  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" size="icon-small" aria-label={t('actionsFor', { name })}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {!hasLeft && (
          <MenuItem icon={<ShieldCheck aria-hidden />} onSelect={() => setOpen('profile')}>
            {t('changeProfile')}
          </MenuItem>
        )}
        <MenuItem icon={<FolderSymlink aria-hidden />} onSelect={() => setOpen('hand-over')}>
          {t('handOver')}
        </MenuItem>
        {!hasLeft && <MenuSeparator />}
        {hasLeft ? null : status === 'active' ? (
          <MenuItem icon={<UserRoundX aria-hidden />} tone="danger" onSelect={() => setOpen('deactivate')}>
            {t('deactivate')}
          </MenuItem>
        ) : (
          <MenuItem icon={<UserRoundCheck aria-hidden />} onSelect={() => void change('active')}>
            {t('reactivate')}
          </MenuItem>
        )}
      </Menu>
      {open === 'profile' && <ProfileDialog member={member} profiles={profiles} {...shown('profile')} />}
      {open === 'hand-over' && <HandOverDialog member={member} owners={owners} {...shown('hand-over')} />}
      <AlertDialog
        {...shown('deactivate')}
        title={t('deactivateTitle', { name })}
        description={t('deactivateText', { name })}
        confirmLabel={t('deactivate')}
        onConfirm={() => change('deactivated')}
      />
    </>
  )
}
