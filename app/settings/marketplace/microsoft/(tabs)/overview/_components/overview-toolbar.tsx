'use client'

import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { buttonStyle } from '@/components/ui/button-style'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type OverviewState, overviewHref } from './overview-filter'

type OverviewToolbarProps = { state: OverviewState; modules: readonly ModuleName[] }

/** Search and filters: all of it in the address. Whoever looks for somebody finds her however she stands. */
export function OverviewToolbar({ state, modules }: OverviewToolbarProps) {
  const [t, tConnection] = [useTranslations('overview'), useTranslations('connection')]
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const show = (change: Partial<OverviewState>) =>
    startTransition(() => router.replace(overviewHref({ ...state, trail: [], ...change }), { scroll: false }))
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label={t('search')}
        placeholder={t('searchHint')}
        clearLabel={t('clearSearch')}
        value={state.search}
        pending={pending}
        onSearch={(search) => show({ search, cause: null, show: search === '' ? 'problems' : 'all' })}
        className="min-w-0 flex-1 basis-full sm:max-w-80 sm:basis-48"
      />
      <Select<ModuleName | 'all'>
        aria-label={t('module')}
        className="flex-1 basis-36 sm:max-w-48"
        value={state.module ?? 'all'}
        options={[
          { value: 'all' as const, label: t('allModules') },
          ...modules.map((value) => ({ value, label: tConnection(`modules.${value}.title`) })),
        ]}
        onValueChange={(value) => show({ module: value === 'all' ? null : value })}
      />
      <a
        href={overviewHref({ ...state, trail: [] }, '/api/microsoft/overview')}
        download
        className={buttonStyle({ variant: 'secondary' })}
      >
        <Download aria-hidden />
        {t('export')}
      </a>
    </div>
  )
}
