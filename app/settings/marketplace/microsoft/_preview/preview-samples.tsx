'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { PreviewSample } from '@/lib/sync/preview/preview-tally'
import { useValueText } from './use-value-text'

/** What fields are called in the CRM, by name. */
export type FieldNames = readonly { name: string; label: string }[]

type PreviewSamplesProps = {
  module: ModuleName
  samples: readonly PreviewSample[]
  fieldNames: FieldNames
}

const tones = {
  matched: 'success',
  createInMicrosoft: 'accent',
  createInCrm: 'accent',
  updateInMicrosoft: 'neutral',
  updateInCrm: 'neutral',
  deleteInMicrosoft: 'danger',
  deleteInCrm: 'danger',
} as const

function kindOf({ action, side }: PreviewSample): keyof typeof tones {
  if (action === 'update') return side === 'crm' ? 'updateInCrm' : 'updateInMicrosoft'
  if (action === 'delete') return side === 'crm' ? 'deleteInCrm' : 'deleteInMicrosoft'
  return action
}

/** A few of each kind; of those that change, what each field is and becomes. */
export function PreviewSamples({ module, samples, fieldNames }: PreviewSamplesProps) {
  const t = useTranslations('preview')
  return (
    <Card title={t('samples')} flush>
      <ul>
        {samples.map((sample) => {
          const kind = kindOf(sample)
          return (
            <li
              key={`${kind}-${sample.recordId ?? sample.itemId}`}
              data-sample={kind}
              className="border-t border-line px-4 py-2 text-sm first:border-t-0"
            >
              <div className="flex items-start justify-between gap-3">
                <span className="min-w-0 wrap-anywhere">{sample.label}</span>
                <Badge tone={tones[kind]}>{t(`sampleActions.${kind}`, { module })}</Badge>
              </div>
              <SampleFields module={module} fields={sample.fields} fieldNames={fieldNames} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

const mostShown = 4

type SampleFieldsProps = { module: ModuleName; fields: PreviewSample['fields']; fieldNames: FieldNames }

function SampleFields({ module, fields, fieldNames }: SampleFieldsProps) {
  const t = useTranslations('preview')
  const text = useValueText(module)
  if (fields.length === 0) return null
  return (
    <ul className="mt-0.5 text-ink-soft">
      {fields.slice(0, mostShown).map(({ field, before, after }) => (
        <li key={field} className="line-clamp-2 wrap-anywhere">
          <span className="text-ink-faint">
            {fieldNames.find(({ name }) => name === field)?.label ?? field}
          </span>{' '}
          <del className="decoration-ink-faint/60">{text(field, before)}</del> <span aria-hidden>→</span>
          <span className="sr-only">{t('becomes')}</span>{' '}
          <ins className="text-ink no-underline">{text(field, after)}</ins>
        </li>
      ))}
      {fields.length > mostShown && (
        <li className="text-ink-faint">{t('moreFields', { count: fields.length - mostShown })}</li>
      )}
    </ul>
  )
}
