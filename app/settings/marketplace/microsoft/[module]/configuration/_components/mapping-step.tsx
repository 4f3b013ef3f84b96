'use client'

import { Plus, RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/toast'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type Draft, type DraftRow, draftOf, type Settings } from './draft'
import type { FieldChoices } from './field-choices'
import { MappingTable } from './mapping-table'
import { OptionsCard } from './options-card'
import { problemsOf } from './row-problems'

type MappingStepProps = {
  module: ModuleName
  fields: FieldChoices
  standard: Settings
  draft: Draft
  isChanged: boolean
  onChange: (draft: Draft) => void
  onDiscard: () => void
  onLeave: () => void
  onNext: () => void
}

export function MappingStep(props: MappingStepProps) {
  const { module, fields, standard, draft, isChanged, onChange, onDiscard, onLeave, onNext } = props
  const t = useTranslations('mapping')
  const tUi = useTranslations('ui')
  const { byRow, isEmpty, missing } = problemsOf(draft.rows, fields)
  const setRows = (rows: DraftRow[]) => onChange({ ...draft, rows })
  const add = () => {
    const free = fields.crm.find(({ name }) => !draft.rows.some(({ crm }) => crm === name))
    setRows([
      ...draft.rows,
      { key: crypto.randomUUID(), crm: free?.name ?? '', microsoft: '', direction: 'both' },
    ])
  }
  const reset = () => {
    onChange({ ...draft, rows: draftOf(standard).rows })
    notify({ title: t('resetDone'), action: { label: tUi('undo'), onPress: () => onChange(draft) } })
  }
  const isWrong = byRow.size > 0 || isEmpty || missing.length > 0
  return (
    <>
      {isChanged && (
        <Callout
          actions={
            <Button size="small" onClick={onDiscard}>
              {t('discard')}
            </Button>
          }
        >
          {t('draftKept')}
        </Callout>
      )}
      <Card
        title={t('fields')}
        flush
        actions={
          <Button size="small" variant="ghost" onClick={reset}>
            <RotateCcw aria-hidden />
            {t('reset')}
          </Button>
        }
        footer={
          <Button size="small" onClick={add}>
            <Plus aria-hidden />
            {t('add')}
          </Button>
        }
      >
        <MappingTable module={module} fields={fields} rows={draft.rows} problems={byRow} onChange={setRows} />
      </Card>
      <OptionsCard options={draft.options} onChange={(options) => onChange({ ...draft, options })} />
      <div role="status" className="empty:hidden">
        {isWrong && (
          <Callout tone="danger">
            {isEmpty && <p>{t('problems.mapping-empty')}</p>}
            {missing.map((field) => (
              <p key={field}>{t('problems.required-field-unmapped', { field })}</p>
            ))}
            {byRow.size > 0 && <p>{t('problemCount', { count: byRow.size })}</p>}
          </Callout>
        )}
      </div>
      <div className="sticky bottom-0 z-10 -mx-4 flex justify-end gap-2 border-t border-line bg-canvas/95 px-4 py-3 max-md:bottom-14 sm:-mx-1 sm:px-1">
        <Button onClick={onLeave}>{t('cancel')}</Button>
        <Button variant="primary" disabled={isWrong} onClick={onNext}>
          {t('toPreview')}
        </Button>
      </div>
    </>
  )
}
