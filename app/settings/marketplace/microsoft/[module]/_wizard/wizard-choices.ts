import 'server-only'
import { fieldLabels } from '@/components/microsoft/field-labels'
import type { WholeSettings } from '@/lib/sync/connections/connection-settings'
import type { ModuleName, SyncModule } from '@/lib/sync/modules/module'
import type { Settings } from './draft'
import type { FieldChoices } from './field-choices'
import { type LockedChoices, nothingLocked } from './locked-choices'
import { type ValueChoices, valueChoicesOf } from './value-choices'
import { type LastStep, stepsOf, type WizardStep } from './wizard-steps'

/** What a module lets people choose, and in which steps. */
export type WizardChoices = {
  module: ModuleName
  steps: readonly WizardStep[]
  fields: FieldChoices
  values: ValueChoices
  locked: LockedChoices
}

export async function wizardChoices(
  module: SyncModule,
  last: LastStep,
  locked = nothingLocked,
): Promise<WizardChoices> {
  const labels = await fieldLabels(module.name)
  return {
    module: module.name,
    steps: stepsOf(module, last),
    fields: {
      crm: module.crmFields.map((field) => ({ ...field, label: labels.crm(field.name) })),
      microsoft: module.microsoftFields.map((field) => ({ ...field, label: labels.microsoft(field.name) })),
    },
    values: valueChoicesOf(module),
    locked,
  }
}

export const shownSettings = ({ mapping, valueMaps, options }: WholeSettings): Settings => ({
  mapping,
  values: valueMaps,
  options,
})
