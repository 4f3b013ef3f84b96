'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import type { ImportPreview } from '@/lib/crm/import/preview-import'
import type { FieldGroup } from '../field-groups'
import { LineProblems } from './line-problems'
import { SampleRows } from './sample-rows'

type CheckStepProps = {
  preview: ImportPreview
  groups: readonly FieldGroup[]
  pending: boolean
  onBack: () => void
  onAnotherFile: () => void
  onImport: () => void
}

/** What the import would do, line by line where something is wrong. Nothing has been written yet. */
export function CheckStep({ preview, groups, pending, onBack, onAnotherFile, onImport }: CheckStepProps) {
  const t = useTranslations('import')
  const { counts } = preview
  const figures = [
    { key: 'create', count: counts.create },
    { key: 'update', count: counts.update },
    { key: 'skip', count: counts.skip },
    { key: 'errors', count: counts.errors },
  ] as const
  const writes = counts.create + counts.update
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {figures.map(({ key, count }) => (
          <div key={key} className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card">
            <dt className="text-sm text-ink-soft">{t(`figures.${key}`)}</dt>
            <dd className="text-2xl font-semibold tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
      {counts.errors > 0 ? (
        <>
          <Callout tone="danger" title={t('errorsTitle', { count: counts.errors })}>
            {t('errorsText')}
          </Callout>
          <LineProblems errors={preview.errors} total={counts.errors} groups={groups} />
        </>
      ) : writes === 0 ? (
        <Callout title={t('nothingTitle')}>{t('nothingText')}</Callout>
      ) : (
        <Callout tone="success">{t('readyText')}</Callout>
      )}
      <Card flush title={t('firstLines')}>
        <SampleRows rows={preview.rows} groups={groups} />
      </Card>
      <footer className="flex flex-wrap justify-between gap-2">
        <Button onClick={onBack}>{t('back')}</Button>
        {counts.errors > 0 ? (
          <Button variant="primary" onClick={onAnotherFile}>
            {t('anotherFile')}
          </Button>
        ) : (
          <Button variant="primary" pending={pending} disabled={writes === 0} onClick={onImport}>
            {t('import', { count: writes })}
          </Button>
        )}
      </footer>
    </>
  )
}
