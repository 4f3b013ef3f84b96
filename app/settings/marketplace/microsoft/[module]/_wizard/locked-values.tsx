'use client'

import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ValueMaps } from '@/lib/sync/core/types'
import type { ValueChoices } from './value-choices'
import { useValueNames } from './value-names'

const directions = [
  { name: 'toMicrosoft', from: 'crm', to: 'microsoft' },
  { name: 'toCrm', from: 'microsoft', to: 'crm' },
] as const

/** Values that cannot be changed: what each becomes on the other side, in both directions. */
export function LockedValues({ choices, values }: { choices: ValueChoices; values: ValueMaps }) {
  const t = useTranslations('mapping.values')
  const names = useValueNames()
  return choices.map((choice) => {
    const { field } = choice
    return (
      <section key={field} className="border-t border-line px-4 py-3" data-values={field}>
        <h3 className="text-sm font-medium">{names.field(field)}</h3>
        <div className="mt-1 grid gap-x-8 gap-y-3 lg:grid-cols-2">
          {directions.map(({ name, from, to }) => (
            <div key={name}>
              <h4 className="text-ink-soft text-xs">{t(name)}</h4>
              <ul aria-label={`${names.field(field)} – ${t(name)}`}>
                {choice[from].map((value) => {
                  const other = values[field]?.[name][value]
                  return (
                    <li
                      key={value}
                      className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3 py-1 text-sm"
                    >
                      <span>{names.value({ field, side: from, value })}</span>
                      <ArrowRight aria-hidden className="size-4 text-ink-faint" />
                      <span>
                        {other === undefined ? '–' : names.value({ field, side: to, value: other })}
                      </span>
                    </li>
                  )
                })}
              </ul>
            </div>
          ))}
        </div>
      </section>
    )
  })
}
