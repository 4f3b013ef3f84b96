'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Stepper } from '@/components/ui/stepper'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Settings } from './draft'
import type { FieldChoices } from './field-choices'
import { MappingStep } from './mapping-step'
import { PreviewStep } from './preview-step'
import { useDraft } from './use-draft'

type ConfigurationWizardProps = {
  module: ModuleName
  memberId: string
  /** Whether the module is enabled: then it is changed, not enabled. */
  isOn: boolean
  fields: FieldChoices
  current: Settings
  /** What "reset" goes back to. */
  standard: Settings
}

const steps = ['mapping', 'preview'] as const

/** Fields, then what they would do, then done. The step stands in the address, so the browser's "back" works. */
export function ConfigurationWizard(props: ConfigurationWizardProps) {
  const { module, memberId, isOn, current } = props
  const t = useTranslations('mapping')
  const router = useRouter()
  const step = useSearchParams().get('step') === 'preview' ? 'preview' : 'mapping'
  const { draft, isChanged, change, discard } = useDraft(`configuration:${memberId}:${module}`, current)
  const leave = () => router.push('/settings/marketplace/microsoft')
  const done = () => {
    discard()
    leave()
  }
  const go = (next: (typeof steps)[number]) => {
    window.history.pushState(null, '', next === 'preview' ? '?step=preview' : window.location.pathname)
    window.scrollTo({ top: 0 })
  }
  return (
    <>
      <Stepper
        label={t('steps')}
        steps={steps.map((name) => t(`step.${name}`))}
        current={steps.indexOf(step)}
      />
      {step === 'mapping' ? (
        <MappingStep
          {...props}
          draft={draft}
          isChanged={isChanged}
          onChange={change}
          onDiscard={discard}
          onLeave={leave}
          onNext={() => go('preview')}
        />
      ) : (
        <PreviewStep module={module} isOn={isOn} draft={draft} onBack={() => go('mapping')} onDone={done} />
      )}
    </>
  )
}
