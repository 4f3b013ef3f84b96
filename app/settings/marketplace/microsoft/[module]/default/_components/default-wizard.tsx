'use client'

import { useTranslations } from 'next-intl'
import type { Settings } from '../../_wizard/draft'
import { Wizard } from '../../_wizard/wizard'
import type { WizardChoices } from '../../_wizard/wizard-choices'
import { SaveStep } from './save-step'

type DefaultWizardProps = {
  choices: WizardChoices
  memberId: string
  current: Settings
  /** The product's own default. */
  standard: Settings
}

/** What everybody of the organisation starts from (T3): chosen, then saved. */
export function DefaultWizard({ choices, memberId, ...settings }: DefaultWizardProps) {
  const t = useTranslations('mapping.everybody')
  const { module } = choices
  return (
    <Wizard
      {...settings}
      choices={choices}
      draftKey={`default:${memberId}:${module}`}
      resetLabel={t('reset')}
      renderLast={(last) => <SaveStep {...last} module={module} />}
    />
  )
}
