'use client'

import { useTranslations } from 'next-intl'
import type { Settings } from '../../_wizard/draft'
import { Wizard } from '../../_wizard/wizard'
import type { WizardChoices } from '../../_wizard/wizard-choices'
import { PreviewStep } from './preview-step'

type ConfigurationWizardProps = {
  choices: WizardChoices
  memberId: string
  /** Whether the module is enabled: then it is changed, not enabled. */
  isOn: boolean
  current: Settings
  /** The organisation's default. */
  standard: Settings
}

/** What one's own sync does: chosen, then seen beforehand, then done. */
export function ConfigurationWizard({ choices, memberId, isOn, ...settings }: ConfigurationWizardProps) {
  const t = useTranslations('mapping')
  const { module } = choices
  return (
    <Wizard
      {...settings}
      choices={choices}
      draftKey={`configuration:${memberId}:${module}`}
      resetLabel={t('reset')}
      renderLast={(last) => (
        <PreviewStep {...last} module={module} isOn={isOn} fieldNames={choices.fields.crm} />
      )}
    />
  )
}
