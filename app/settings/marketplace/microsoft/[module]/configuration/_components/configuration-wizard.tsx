'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Stepper } from '@/components/ui/stepper'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Settings } from './draft'
import type { FieldChoices } from './field-choices'
import { MappingStep } from './mapping-step'
import { OptionsStep } from './options-step'
import { PreviewStep } from './preview-step'
import { useDraft } from './use-draft'
import type { ValueChoices } from './value-choices'
import { ValuesStep } from './values-step'
import type { WizardStep } from './wizard-steps'

type ConfigurationWizardProps = {
  module: ModuleName
  memberId: string
  /** Whether the module is enabled: then it is changed, not enabled. */
  isOn: boolean
  steps: readonly WizardStep[]
  fields: FieldChoices
  values: ValueChoices
  current: Settings
  /** What "reset" goes back to. */
  standard: Settings
}

/** What is chosen, then what it would do, then done. The step stands in the address, so the browser's "back" works. */
export function ConfigurationWizard(props: ConfigurationWizardProps) {
  const { module, memberId, isOn, steps, fields, values, current, standard } = props
  const t = useTranslations('mapping')
  const router = useRouter()
  const asked = useSearchParams().get('step')
  // One that is no step of this module is the first.
  const at = Math.max(0, steps.indexOf(asked as WizardStep))
  const { draft, isChanged, change, discard } = useDraft(`configuration:${memberId}:${module}`, current)
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
  const nextStep = steps[at + 1] ?? 'preview'
  const [back, onNext] = [() => go(at - 1), () => go(at + 1)]
  const choosing = { module, draft, isChanged, onChange: change, onDiscard: discard, onLeave: leave, onNext }
  const views: Record<WizardStep, () => React.ReactNode> = {
    mapping: () => <MappingStep {...choosing} fields={fields} standard={standard} nextStep={nextStep} />,
    options: () => <OptionsStep {...choosing} />,
    values: () => <ValuesStep {...choosing} choices={values} standard={standard} onBack={back} />,
    preview: () => <PreviewStep module={module} isOn={isOn} draft={draft} onBack={back} onDone={done} />,
  }
  return (
    <>
      <Stepper label={t('steps')} steps={steps.map((name) => t(`step.${name}`))} current={at} />
      {views[steps[at] ?? 'preview']()}
    </>
  )
}
