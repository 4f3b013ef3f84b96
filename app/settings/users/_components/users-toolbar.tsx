'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useTransition } from 'react'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { type UserFilter, usersHref } from './user-filter'

type UsersToolbarProps = {
  filter: UserFilter
  profiles: readonly { value: string; label: string }[]
  /** Who may not see invitations is not offered to look for them. */
  showInvited: boolean
  /** Buttons at the end. */
  children?: ReactNode
}

/** Search and filters: all of it in the address, so that it can be kept, shared and gone back to. */
export function UsersToolbar({ filter, profiles, showInvited, children }: UsersToolbarProps) {
  const t = useTranslations('users')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const show = (change: Partial<UserFilter>) =>
    startTransition(() => router.replace(usersHref({ ...filter, ...change, trail: [] }), { scroll: false }))
  const statuses = ['all', 'active', ...(showInvited ? (['invited'] as const) : []), 'deactivated'] as const
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label={t('search')}
        placeholder={t('searchHint')}
        clearLabel={t('clearSearch')}
        value={filter.search}
        pending={pending}
        onSearch={(search) => show({ search })}
        className="min-w-0 flex-1 basis-full sm:max-w-80 sm:basis-48"
      />
      <Select<UserFilter['status']>
        aria-label={t('status')}
        options={statuses.map((value) => ({ value, label: value === 'all' ? t('allStatuses') : t(value) }))}
        value={filter.status}
        onValueChange={(status) => show({ status })}
        className="flex-1 basis-32 sm:max-w-44"
      />
      <Select
        aria-label={t('profile')}
        options={[
          { value: 'all', label: t('allProfiles') },
          ...profiles.map(({ value, label }) => ({ value, label })),
        ]}
        value={filter.profileId ?? 'all'}
        onValueChange={(value) => show({ profileId: value === 'all' ? null : value })}
        className="flex-1 basis-32 sm:max-w-48"
      />
      {children && <div className="flex flex-wrap gap-2 max-sm:w-full sm:ml-auto">{children}</div>}
    </div>
  )
}
