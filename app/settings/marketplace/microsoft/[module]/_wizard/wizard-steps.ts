import type { SyncModule } from '@/lib/sync/modules/module'

/** What comes after choosing: what it would do for oneself, or making it everybody's start. */
export type LastStep = 'preview' | 'save'
export type WizardStep = 'mapping' | 'values' | 'options' | LastStep

/** What the buttons say where that depends on the wizard. */
export type StepWords = { reset: string; next: string }

/** What is asked first: a module's fields where people may choose them, then values of closed sets (T3). */
export function stepsOf(
  module: Pick<SyncModule, 'mappable' | 'defaultValueMaps'>,
  last: LastStep,
): WizardStep[] {
  return [
    module.mappable ? 'mapping' : 'options',
    ...(module.defaultValueMaps === null ? [] : (['values'] as const)),
    last,
  ]
}
