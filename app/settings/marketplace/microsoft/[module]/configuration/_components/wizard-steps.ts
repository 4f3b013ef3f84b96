import type { SyncModule } from '@/lib/sync/modules/module'

export const wizardSteps = ['mapping', 'values', 'options', 'preview'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** What is asked before a module is enabled: its fields where people may choose them, then values of closed sets (T3). */
export function stepsOf(module: Pick<SyncModule, 'mappable' | 'defaultValueMaps'>): WizardStep[] {
  return [
    module.mappable ? 'mapping' : 'options',
    ...(module.defaultValueMaps === null ? [] : (['values'] as const)),
    'preview',
  ]
}
