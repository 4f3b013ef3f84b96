'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { notify } from '@/components/ui/toast'
import type { ValueMaps } from '@/lib/sync/core/types'
import type { Draft, Settings } from './draft'
import type { LockedChoices } from './locked-choices'
import { LockedNote } from './locked-note'
import { StepFooter } from './step-footer'
import { missingValues, type ValueChoices } from './value-choices'
import { useValueNames } from './value-names'
import { ValuesCard } from './values-card'
import type { StepWords } from './wizard-steps'

type ValuesStepProps = {
  choices: ValueChoices
  locked: LockedChoices
  standard: Settings
  draft: Draft
  onChange: (draft: Draft) => void
  onBack: () => void
  onNext: () => void
  words: StepWords
}

const none = { toMicrosoft: {}, toCrm: {} }

/** The second step of tasks (T3): what each value becomes on the other side, in both directions. */
export function ValuesStep({
  choices,
  locked,
  standard,
  draft,
  onChange,
  onBack,
  onNext,
  words,
}: ValuesStepProps) {
  const t = useTranslations('mapping')
  const tUi = useTranslations('ui')
  const names = useValueNames()
  const isFixed = locked.parts.includes('values')
  const missing = missingValues(choices, draft.values)
  const change = (field: string, map: ValueMaps[string]) =>
    onChange({ ...draft, values: { ...draft.values, [field]: map } })
  const reset = () => {
    onChange({ ...draft, values: standard.values })
    notify({
      title: t('values.resetDone'),
      action: { label: tUi('undo'), onPress: () => onChange(draft) },
    })
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-ink-soft">{t('values.unchanging')}</p>
        {!isFixed && (
          <Button size="small" variant="ghost" onClick={reset}>
            <RotateCcw aria-hidden />
            {words.reset}
          </Button>
        )}
      </div>
      <LockedNote locked={locked} of={['values']} />
      {choices.map((choice) => (
        <ValuesCard
          key={choice.field}
          choice={choice}
          values={draft.values}
          disabled={isFixed}
          onChange={(direction, value, counterpart) => {
            const map = draft.values?.[choice.field] ?? none
            change(choice.field, { ...map, [direction]: { ...map[direction], [value]: counterpart } })
          }}
        />
      ))}
      <div role="status" className="empty:hidden">
        {missing.length > 0 && (
          <Callout tone="danger">
            {t('values.missing', {
              count: missing.length,
              names: missing.map((side) => `${names.field(side.field)} – ${names.value(side)}`).join(', '),
            })}
          </Callout>
        )}
      </div>
      <StepFooter>
        <Button onClick={onBack}>{t('backToFields')}</Button>
        <Button variant="primary" disabled={missing.length > 0} onClick={onNext}>
          {words.next}
        </Button>
      </StepFooter>
    </>
  )
}
