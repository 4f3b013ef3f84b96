'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import type { Preview, PreviewSample } from '@/lib/sync/preview/preview-tally'
import type { ModuleName } from '@/lib/sync/modules/module'

const skipReasons = ['removed-in-microsoft', 'recurring', 'outside-window', 'invitation'] as const
const figures = ['matched', 'createInMicrosoft', 'createInCrm', 'update', 'skipped'] as const

export function PreviewFigures({ module, preview }: { module: ModuleName; preview: Preview }) {
  const t = useTranslations('mapping')
  const format = useFormatter()
  const skipped = preview.skipped.reduce((sum, { count }) => sum + count, 0)
  const counts = { ...preview, skipped }
  const isQuiet = figures.every((figure) => counts[figure] === 0)
  return (
    <>
      <Card>
        {isQuiet && <p className="mb-4 text-sm">{t('previewQuiet')}</p>}
        <dl className="grid grid-cols-2 gap-3 md:grid-cols-5">
          {figures.map((figure) => (
            <div key={figure} className="flex flex-col rounded-md bg-sunken px-3 py-2.5" data-figure={figure}>
              <dt className="order-2 text-sm font-medium">{t(`figures.${figure}`, { module })}</dt>
              <dd
                className={classNames(
                  'order-1 text-2xl font-semibold tabular-nums',
                  counts[figure] === 0 && 'text-ink-faint',
                )}
              >
                {format.number(counts[figure])}
              </dd>
              <dd className="order-3 text-xs text-ink-faint">{t(`figureHints.${figure}`, { module })}</dd>
            </div>
          ))}
        </dl>
        {preview.skipped.length > 0 && (
          <ul className="mt-4 list-disc pl-5 text-sm text-ink-soft">
            {preview.skipped.map(({ reason, count }) => (
              <li key={reason}>
                {t(`skipped.${skipReasons.find((known) => known === reason) ?? 'other'}`, { module, count })}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {preview.samples.length > 0 && (
        <Card title={t('samples')} flush>
          <ul>
            {preview.samples.map((sample) => (
              <SampleLine
                key={`${sample.action}-${sample.recordId ?? sample.itemId}`}
                module={module}
                sample={sample}
              />
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

const tones = {
  matched: 'success',
  createInMicrosoft: 'accent',
  createInCrm: 'accent',
  update: 'neutral',
  delete: 'danger',
} as const

type SampleLineProps = { module: ModuleName; sample: PreviewSample }

function SampleLine({ module, sample: { action, label } }: SampleLineProps) {
  const t = useTranslations('mapping')
  return (
    <li className="flex items-center justify-between gap-3 border-t border-line px-4 py-1.5 text-sm first:border-t-0">
      <span className="min-w-0 truncate">{label}</span>
      <Badge tone={tones[action]}>{t(`sampleActions.${action}`, { module })}</Badge>
    </li>
  )
}
