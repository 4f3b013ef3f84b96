import type { Context } from '../context'

const syncedModules = ['contacts', 'meetings', 'tasks'] as const

/** Has the sync of these members looked at anew, because what they may do has changed (A7). Call it after the commit. */
export async function wakeSyncOf(context: Context, memberIds: string[]): Promise<void> {
  if (memberIds.length === 0) return
  for (const module of syncedModules) await context.wake({ module, memberIds, rights: true })
}
