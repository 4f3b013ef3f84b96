'use client'

import { Plus, RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/toast'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type Draft, type DraftRow, draftOf, type Settings } from './draft'
import { DraftKept } from './draft-kept'
import type { FieldChoices } from './field-choices'
import type { LockedChoices } from './locked-choices'
import { LockedMapping } from './locked-mapping'
import { LockedNote } from './locked-note'
import { MappingTable } from './mapping-table'
import { OptionsCard } from './options-card'
import { problemsOf } from './row-problems'
import { StepFooter } from './step-footer'
import type { StepWords } from './wizard-steps'

type MappingStepProps = {
  module: ModuleName
  locked: LockedChoices
  fields: FieldChoices
  standard: Settings
  draft: Draft
  isChanged: boolean
  onChange: (draft: Draft) => void
  onDiscard: () => void
  onLeave: () => void
  onNext: () => void
  words: StepWords
}

export function MappingStep(props: MappingStepProps) {
  const { module, locked, fields, standard, draft, isChanged, onChange, onDiscard, onLeave, onNext, words } =
    props
  const t = useTranslations('mapping')
  const tUi = useTranslations('ui')
  const isFixed = locked.parts.includes('mapping')
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
      {isChanged && <DraftKept onDiscard={onDiscard} />}
      <Card
        title={t('fields')}
        flush
        description={<LockedNote locked={locked} of={['mapping']} />}
        {...(!isFixed && {
          actions: (
            <Button size="small" variant="ghost" onClick={reset}>
              <RotateCcw aria-hidden />
              {words.reset}
            </Button>
          ),
          footer: (
            <Button size="small" onClick={add}>
              <Plus aria-hidden />
              {t('add')}
            </Button>
          ),
        })}
      >
        {isFixed ? (
          <LockedMapping rows={draft.rows} fields={fields} />
        ) : (
          <MappingTable
            module={module}
            fields={fields}
            rows={draft.rows}
            problems={byRow}
            onChange={setRows}
          />
        )}
      </Card>
      <OptionsCard
        module={module}
        locked={locked}
        options={draft.options}
        onChange={(options) => onChange({ ...draft, options })}
      />
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
      <StepFooter>
        <Button onClick={onLeave}>{t('cancel')}</Button>
        <Button variant="primary" disabled={isWrong} onClick={onNext}>
          {words.next}
        </Button>
      </StepFooter>
    </>
  )
}
