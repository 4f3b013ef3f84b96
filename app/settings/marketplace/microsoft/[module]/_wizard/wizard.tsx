'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Stepper } from '@/components/ui/stepper'
import type { Draft, Settings } from './draft'
import { fixedDraft } from './locked-choices'
import { MappingStep } from './mapping-step'
import { OptionsStep } from './options-step'
import { useDraft } from './use-draft'
import { ValuesStep } from './values-step'
import type { WizardChoices } from './wizard-choices'
import type { WizardStep } from './wizard-steps'

export type LastStepProps = { draft: Draft; onBack: () => void; onDone: () => void }

type WizardProps = {
  choices: WizardChoices
  /** Under which name this browser tab keeps what is chosen. */
  draftKey: string
  current: Settings
  /** What "reset" goes back to. */
  standard: Settings
  resetLabel: string
  /** What becomes of the choice. */
  renderLast: (props: LastStepProps) => ReactNode
}

/** First what is chosen, then what becomes of it. The step stands in the address, so the browser's "back" works. */
export function Wizard({ choices, draftKey, current, standard, resetLabel, renderLast }: WizardProps) {
  const { module, steps, fields, values, locked } = choices
  const t = useTranslations('mapping')
  const router = useRouter()
  const asked = useSearchParams().get('step')
  // One that is no step of this module is the first.
  const at = Math.max(0, steps.indexOf(asked as WizardStep))
  const { draft: kept, isChanged, change, discard } = useDraft(draftKey, current)
  const draft = fixedDraft(kept, current, locked)
  const leave = () => router.push('/settings/marketplace/microsoft')
  const go = (next: number) => {
    const step = steps[next]
    window.history.pushState(null, '', next > 0 && step ? `?step=${step}` : window.location.pathname)
    window.scrollTo({ top: 0 })
  }
  const done = () => {
    discard()
    leave()
  }
  const [back, onNext] = [() => go(at - 1), () => go(at + 1)]
  const words = { reset: resetLabel, next: t(steps[at + 1] === 'preview' ? 'toPreview' : 'next') }
  const choosing = {
    module,
    locked,
    draft,
    isChanged,
    onChange: change,
    onDiscard: discard,
    onLeave: leave,
    onNext,
  }
  const last = () => renderLast({ draft, onBack: back, onDone: done })
  const views: Record<WizardStep, () => ReactNode> = {
    mapping: () => <MappingStep {...choosing} fields={fields} standard={standard} words={words} />,
    options: () => <OptionsStep {...choosing} words={words} />,
    values: () => (
      <ValuesStep {...choosing} choices={values} standard={standard} words={words} onBack={back} />
    ),
    preview: last,
    save: last,
  }
  return (
    <>
      <Stepper label={t('steps')} steps={steps.map((name) => t(`step.${name}`))} current={at} />
      {views[steps[at] ?? 'preview']()}
    </>
  )
}
