'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { ConflictRowView, ConflictValue } from '../conflict-rows'

/** The two values of a field, the one that won first. */
export function ConflictField({ label, kept, lost }: ConflictRowView['fields'][number]) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="mt-1 grid gap-2 sm:grid-cols-2">
        <Value value={kept} isKept />
        <Value value={lost} />
      </dd>
    </div>
  )
}

function Value({ value, isKept = false }: { value: ConflictValue; isKept?: boolean }) {
  const t = useTranslations('conflicts')
  return (
    <div
      className={classNames(
        'min-w-0 rounded-md border px-2.5 py-1.5',
        isKept ? 'border-accent/40 bg-accent-soft' : 'border-line border-dashed',
      )}
    >
      <p
        className={classNames(
          'line-clamp-3 wrap-anywhere',
          isKept ? 'font-medium text-ink' : 'text-ink-soft',
        )}
      >
        {value.text}
      </p>
      <p className="mt-0.5 text-xs text-ink-soft">
        {t(value.side === 'crm' ? 'inCrm' : 'inMicrosoft')} · {t(isKept ? 'kept' : 'lost')} · {value.edit}
      </p>
    </div>
  )
}
