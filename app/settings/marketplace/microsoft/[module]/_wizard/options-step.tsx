'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Draft } from './draft'
import { DraftKept } from './draft-kept'
import type { LockedChoices } from './locked-choices'
import { OptionsCard } from './options-card'
import { StepFooter } from './step-footer'
import type { StepWords } from './wizard-steps'

type OptionsStepProps = {
  module: ModuleName
  locked: LockedChoices
  draft: Draft
  isChanged: boolean
  onChange: (draft: Draft) => void
  onDiscard: () => void
  onLeave: () => void
  onNext: () => void
  words: StepWords
}

/** The first step of a module whose fields are the product's: what is synchronised, and what may be chosen. */
export function OptionsStep({ module, locked, draft, isChanged, words, ...on }: OptionsStepProps) {
  const t = useTranslations('mapping')
  return (
    <>
      {isChanged && <DraftKept onDiscard={on.onDiscard} />}
      <Card title={t('whatTitle')}>
        <p className="text-sm text-ink-soft">{t('whatText')}</p>
        <p className="mt-2 text-sm text-ink-soft">{t('whatRecurring')}</p>
      </Card>
      <OptionsCard
        module={module}
        locked={locked}
        options={draft.options}
        onChange={(options) => on.onChange({ ...draft, options })}
      />
      <StepFooter>
        <Button onClick={on.onLeave}>{t('cancel')}</Button>
        <Button variant="primary" onClick={on.onNext}>
          {words.next}
        </Button>
      </StepFooter>
    </>
  )
}
