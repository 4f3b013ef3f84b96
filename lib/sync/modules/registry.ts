import { contactsModule } from './contacts'
import { meetingsModule } from './meetings'
import type { ModuleName, SyncModule } from './module'
import { tasksModule } from './tasks'

const modules: readonly SyncModule[] = [meetingsModule, contactsModule, tasksModule]

export const moduleNames: readonly ModuleName[] = ['meetings', 'contacts', 'tasks']

/** The description of a module; null for one that is not built yet and says *Available soon*. */
export function moduleOf(name: ModuleName): SyncModule | null {
  return modules.find((module) => module.name === name) ?? null
}
