'use client'

import { ArrowLeft, ArrowLeftRight, ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { MappingRow } from '@/lib/sync/core/types'
import type { FieldChoices } from './field-choices'

const arrows = { both: ArrowLeftRight, toMicrosoft: ArrowLeft, toCrm: ArrowRight }

/** A mapping that cannot be changed: Microsoft's field, the direction and the CRM's. */
export function LockedMapping({ rows, fields }: { rows: readonly MappingRow[]; fields: FieldChoices }) {
  const t = useTranslations('mapping')
  const labelOf = (side: keyof FieldChoices, name: string) =>
    fields[side].find((field) => field.name === name)?.label ?? name
  return (
    <ul aria-label={t('fields')}>
      {rows.map((row) => {
        const Arrow = arrows[row.direction]
        return (
          <li
            key={row.crm + row.microsoft}
            className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3 border-t border-line px-4 py-2 text-sm first:border-t-0"
          >
            <span>{labelOf('microsoft', row.microsoft)}</span>
            <span>
              <Arrow aria-hidden className="size-4 text-ink-faint" />
              <span className="sr-only">{t(`directions.${row.direction}`)}</span>
            </span>
            <span>{labelOf('crm', row.crm)}</span>
          </li>
        )
      })}
    </ul>
  )
}
