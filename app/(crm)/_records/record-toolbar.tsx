'use client'

import { ArrowDownUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { type ListSort, type ListState, listHref, withChange } from '@/components/crm/list-state'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'

type RecordToolbarProps = {
  kind: PersonKind
  state: ListState
  /** Null where a person sees her own records only. */
  owners: readonly ComboboxOption[] | null
}

/** Search, filter and order: all of it in the address, so that it can be kept, shared and gone back to. */
export function RecordToolbar({ kind, state, owners }: RecordToolbarProps) {
  const t = useTranslations('records')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const show = (change: Parameters<typeof withChange>[1]) =>
    startTransition(() =>
      router.replace(listHref(recordPath(kind), withChange(state, change)), { scroll: false }),
    )
  const sorts: { value: ListSort; label: string }[] = [
    { value: '-updatedAt', label: t('sortUpdated') },
    { value: '-createdAt', label: t('sortCreated') },
    { value: 'name', label: t('sortName') },
    { value: '-name', label: t('sortNameDown') },
    { value: 'company', label: t('sortCompany') },
    { value: 'email', label: t('sortEmail') },
  ]
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label={t('search')}
        placeholder={t('searchHint')}
        clearLabel={t('clearSearch')}
        value={state.search}
        pending={pending}
        onSearch={(search) => show({ search })}
        className="min-w-0 flex-1 basis-full sm:max-w-96 sm:basis-56"
      />
      {owners && (
        <Combobox
          aria-label={t('owner')}
          placeholder={t('allOwners')}
          options={owners}
          value={state.ownerId}
          clearable
          onValueChange={(ownerId) => show({ ownerId })}
          className="flex-1 basis-36 sm:max-w-56"
        />
      )}
      <Select
        aria-label={t('sort')}
        options={sorts}
        value={sorts.some(({ value }) => value === state.sort) ? state.sort : null}
        placeholder={t('sort')}
        icon={<ArrowDownUp aria-hidden className="size-3.5 shrink-0 text-ink-faint" />}
        onValueChange={(sort) => show({ sort })}
        className="flex-1 basis-36 sm:ml-auto sm:max-w-52"
      />
    </div>
  )
}
