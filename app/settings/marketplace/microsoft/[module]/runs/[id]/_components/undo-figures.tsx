'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '@/components/ui/callout'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { UndoPreview, UndoSample } from '@/lib/sync/undo/preview-undo'
import { useValueText } from '../../../../_preview/use-value-text'

const kinds = ['change', 'restore', 'bin', 'withdraw', 'take-up', 'let-go'] as const

export const willDoNothing = ({ counts }: UndoPreview): boolean =>
  Object.values(counts).every((count) => count === 0)

type UndoFiguresProps = { module: ModuleName; preview: UndoPreview; labels: Readonly<Record<string, string>> }

/** What an undo will do and to which records, and what it leaves alone and why. */
export function UndoFigures({ module, preview, labels }: UndoFiguresProps) {
  const t = useTranslations('undo')
  const { counts, left, samples } = preview
  const samplesOf = (kind: (typeof kinds)[number]) => samples.filter((sample) => sample.kind === kind)
  return (
    <div className="flex flex-col gap-4">
      {willDoNothing(preview) ? (
        <Callout>{t('dialog.nothing')}</Callout>
      ) : (
        <section>
          <h3 className="text-sm font-semibold">{t('dialog.willDo')}</h3>
          <ul className="mt-1 flex flex-col divide-y divide-line">
            {kinds
              .filter((kind) => counts[kind] > 0)
              .map((kind) => (
                <li key={kind} className="py-2 text-base">
                  {t(`does.${kind}`, { module, count: counts[kind] })}
                  <ul className="mt-0.5 text-sm text-ink-soft">
                    {samplesOf(kind).map((sample) => (
                      <Sample key={sample.recordId} module={module} sample={sample} labels={labels} />
                    ))}
                    {samplesOf(kind).length > 0 && counts[kind] > samplesOf(kind).length && (
                      <li>{t('dialog.others', { count: counts[kind] - samplesOf(kind).length })}</li>
                    )}
                  </ul>
                </li>
              ))}
          </ul>
        </section>
      )}
      {left.length > 0 && (
        <section>
          <h3 className="text-sm font-semibold">{t('dialog.willLeave')}</h3>
          <ul className="mt-1 text-sm text-ink-soft">
            {left.map(({ reason, count }) => (
              <li key={reason}>
                <span className="font-medium text-ink tabular-nums">{count}</span> {t(`left.${reason}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

type SampleProps = { module: ModuleName; sample: UndoSample; labels: UndoFiguresProps['labels'] }

function Sample({ module, sample, labels }: SampleProps) {
  const t = useTranslations('undo.sides')
  const { name, fields, itemFields } = sample
  if (itemFields.length === 0)
    return (
      <li className="truncate">
        <span className="font-medium text-ink">{name}</span>
        <FieldsAhead module={module} fields={fields} labels={labels} />
      </li>
    )
  return (
    <li>
      <span className="block truncate font-medium text-ink">{name}</span>
      {fields.length > 0 && (
        <span className="block truncate pl-3" data-side="crm">
          {t('crm')}
          <FieldsAhead module={module} fields={fields} labels={labels} />
        </span>
      )}
      <span className="block truncate pl-3" data-side="microsoft">
        {t('microsoft')}
        <FieldsAhead module={module} fields={itemFields} labels={labels} />
      </span>
    </li>
  )
}

const mostFields = 2

type FieldsAheadProps = Pick<SampleProps, 'module' | 'labels'> & { fields: UndoSample['fields'] }

function FieldsAhead({ module, fields, labels }: FieldsAheadProps) {
  const text = useValueText(module)
  return (
    <>
      {fields.slice(0, mostFields).map(({ field, before, after }) => (
        <span key={field}>
          {' · '}
          {labels[field] ?? field} <del className="decoration-ink-faint/60">{text(field, before)}</del>{' '}
          <span aria-hidden>→</span> <ins className="no-underline">{text(field, after)}</ins>
        </span>
      ))}
      {fields.length > mostFields && ' …'}
    </>
  )
}
