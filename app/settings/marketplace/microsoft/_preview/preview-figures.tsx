'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Preview, Side } from '@/lib/sync/preview/preview-tally'
import { LeftList } from './left-list'
import { type FieldNames, PreviewSamples } from './preview-samples'
import { WaitingNotice } from './waiting-notice'

type PreviewFiguresProps = {
  module: ModuleName
  preview: Preview
  fieldNames: FieldNames
  /** What is synchronised already has been matched before. */
  isOn: boolean
}

/** What would be done on each side, what stays out and why, and a few of each kind. */
export function PreviewFigures({ module, preview, fieldNames, isOn }: PreviewFiguresProps) {
  const t = useTranslations('preview')
  const format = useFormatter()
  const { matched, microsoft, crm, conflicts, samples } = preview
  const held = (['microsoft', 'crm'] as const)
    .map((side) => ({ side, count: preview.held[side].update + preview.held[side].delete }))
    .filter(({ count }) => count > 0)
  const isQuiet =
    held.length === 0 &&
    preview.waiting.count === 0 &&
    matched + preview.createInMicrosoft + preview.createInCrm + preview.update + preview.delete === 0
  return (
    <>
      {preview.waiting.count > 0 && <WaitingNotice module={module} waiting={preview.waiting} />}
      <Card>
        {isQuiet && <p className="mb-4 text-sm">{t('quiet')}</p>}
        <div className="flex flex-col gap-5">
          {(matched > 0 || !isOn) && (
            <dl
              className="flex flex-wrap items-baseline gap-x-2.5 rounded-md bg-sunken px-3 py-2.5"
              data-figure="matched"
            >
              <dt className="order-2 text-sm font-medium">{t('matched', { module })}</dt>
              <dd
                className={classNames(
                  'order-1 text-2xl font-semibold tabular-nums',
                  matched === 0 && 'text-ink-faint',
                )}
              >
                {format.number(matched)}
              </dd>
              <dd className="order-3 text-xs text-ink-faint">{t('matchedHint', { module })}</dd>
            </dl>
          )}
          <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
            <SideFigures
              module={module}
              side="microsoft"
              preview={preview}
              counts={{
                createInMicrosoft: microsoft.create,
                updateInMicrosoft: microsoft.update,
                deleteInMicrosoft: microsoft.delete,
              }}
            />
            <SideFigures
              module={module}
              side="crm"
              preview={preview}
              counts={{ createInCrm: crm.create, updateInCrm: crm.update, deleteInCrm: crm.delete }}
            />
          </div>
          {(crm.restore > 0 || conflicts > 0 || held.length > 0) && (
            <ul className="flex flex-col gap-1 border-t border-line pt-3 text-sm text-ink-soft">
              {crm.restore > 0 && <li>{t('restored', { module, count: crm.restore })}</li>}
              {conflicts > 0 && <li>{t('conflicts', { count: conflicts })}</li>}
              {held.map(({ side, count }) => (
                <li key={side} data-figure={`held-${side}`}>
                  {t(`held.${side}`, { count })}
                </li>
              ))}
            </ul>
          )}
        </div>
      </Card>
      {samples.length > 0 && <PreviewSamples module={module} samples={samples} fieldNames={fieldNames} />}
    </>
  )
}

type SideFiguresProps = {
  module: ModuleName
  side: Side
  preview: Preview
  counts: Partial<Record<FigureName, number>>
}

function SideFigures({ module, side, preview, counts }: SideFiguresProps) {
  const t = useTranslations('preview')
  const names = Object.keys(counts) as FigureName[]
  return (
    <section aria-label={t(`sides.${side}`)} data-side={side}>
      <h3 className="mb-2 text-sm font-semibold">{t(`sides.${side}`)}</h3>
      <dl className="grid grid-cols-3 gap-2">
        {names.map((name) => (
          <Figure key={name} name={name} label={t(`figures.${name}`, { module })} count={counts[name] ?? 0} />
        ))}
      </dl>
      <LeftList module={module} left={preview.left.filter((one) => one.side === side)} />
    </section>
  )
}

type FigureName =
  | 'createInMicrosoft'
  | 'updateInMicrosoft'
  | 'deleteInMicrosoft'
  | 'createInCrm'
  | 'updateInCrm'
  | 'deleteInCrm'

type FigureProps = { name: FigureName; label: string; count: number }

function Figure({ name, label, count }: FigureProps) {
  const format = useFormatter()
  return (
    <div className="flex min-w-0 flex-col rounded-md bg-sunken px-3 py-2.5" data-figure={name}>
      <dt className="order-2 text-sm font-medium wrap-anywhere">{label}</dt>
      <dd
        className={classNames('order-1 text-2xl font-semibold tabular-nums', count === 0 && 'text-ink-faint')}
      >
        {format.number(count)}
      </dd>
    </div>
  )
}
