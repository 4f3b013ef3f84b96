'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Skeleton } from '@/components/ui/skeleton'
import type { Sample, SampleValues } from '@/lib/sync/connections/sample-values'
import type { ModuleName } from '@/lib/sync/modules/module'
import { connectionKeys } from '../../_connection/use-live-connection'
import { useValueText } from '../../_preview/use-value-text'
import type { DraftRow } from './draft'
import type { FieldChoices } from './field-choices'
import { MappingTableRow } from './mapping-table-row'
import type { RowProblem } from './row-problems'

type MappingTableProps = {
  module: ModuleName
  fields: FieldChoices
  rows: readonly DraftRow[]
  problems: ReadonlyMap<string, RowProblem>
  onChange: (rows: DraftRow[]) => void
}

/** Microsoft's field, the direction and the CRM's field of each row, with the values of a real record below. */
export function MappingTable({ module, fields, rows, problems, onChange }: MappingTableProps) {
  const t = useTranslations('mapping')
  const valueText = useValueText(module)
  const { data: samples, isPending } = useQuery({
    queryKey: connectionKeys.samples(module),
    queryFn: async (): Promise<SampleValues> => {
      const answer = await fetch(`/api/internal/connections/${module}/samples`)
      if (!answer.ok) throw new Error(`There are no samples (${answer.status})`)
      return answer.json()
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const columns = [
    { side: t('microsoft'), sample: samples?.microsoft },
    { side: t('crm'), sample: samples?.crm },
  ]
  const [microsoft, crm] = columns.map(({ side, sample }) => (
    <div key={side} className="flex min-w-0 items-baseline gap-2 md:block">
      <p className="shrink-0 font-semibold text-ink">{side}</p>
      {isPending ? <Skeleton className="w-40" /> : <SampleName module={module} sample={sample} />}
    </div>
  ))
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-3 gap-y-1 bg-sunken px-4 py-2.5 text-xs text-ink-faint md:grid-cols-[minmax(0,1fr)_11rem_minmax(0,1fr)_2rem]">
        {microsoft}
        <p className="font-semibold text-ink max-md:hidden">{t('direction')}</p>
        {crm}
      </div>
      <ol>
        {rows.map((row, at) => (
          <MappingTableRow
            key={row.key}
            row={row}
            number={at + 1}
            fields={fields}
            samples={samples}
            valueText={valueText}
            problem={problems.get(row.key)}
            onChange={(next) => onChange(rows.map((other) => (other.key === row.key ? next : other)))}
            onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        ))}
      </ol>
    </>
  )
}

type SampleNameProps = { module: ModuleName; sample: Sample | null | undefined }

function SampleName({ module, sample }: SampleNameProps) {
  const t = useTranslations('mapping')
  return (
    <p className="truncate">{sample ? t('exampleOf', { name: sample.name }) : t('noExample', { module })}</p>
  )
}
