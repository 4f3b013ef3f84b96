import { contactsModule } from './contacts'
import type { ModuleName, SyncModule } from './module'

const modules: readonly SyncModule[] = [contactsModule]

export const moduleNames: readonly ModuleName[] = ['meetings', 'contacts', 'tasks']

/** The description of a module; null for one that is not built yet and says *Available soon*. */
export function moduleOf(name: ModuleName): SyncModule | null {
  return modules.find((module) => module.name === name) ?? null
}
