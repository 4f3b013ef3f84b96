'use client'

import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { buttonStyle } from '@/components/ui/button-style'
import { Input } from '@/components/ui/input'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { type AuditNoun, auditNouns } from '@/lib/access/audit/audit-nouns'
import { type AuditFilter, auditParams } from './audit-filter'

/** Search and filters: all of it in the address. The file holds what they leave. */
export function AuditToolbar({ filter }: { filter: AuditFilter }) {
  const t = useTranslations('audit')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const show = (change: Partial<AuditFilter>) =>
    startTransition(() =>
      router.replace(`/settings/audit?${auditParams({ ...filter, ...change })}`, { scroll: false }),
    )
  const day = (bound: 'from' | 'to') => (
    <Input
      type="date"
      aria-label={t(bound)}
      title={t(bound)}
      className="w-36 max-sm:flex-[1_0_8rem]"
      defaultValue={filter[bound]}
      onChange={(event) => show({ [bound]: event.currentTarget.value })}
    />
  )
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
      <Select<AuditNoun | 'all'>
        aria-label={t('about')}
        className="flex-1 basis-36 sm:max-w-48"
        value={filter.subject ?? 'all'}
        options={(['all', ...auditNouns] as const).map((value) => ({ value, label: t(`nouns.${value}`) }))}
        onValueChange={(value) => show({ subject: value === 'all' ? null : value })}
      />
      {day('from')}
      {day('to')}
      <a
        href={`/api/audit?${auditParams(filter)}`}
        download
        className={buttonStyle({ variant: 'secondary' })}
      >
        <Download aria-hidden />
        {t('export')}
      </a>
    </div>
  )
}
