import { createHash } from 'node:crypto'
import type { ModuleName } from '@/lib/sync/modules/module'

/** What an operator has decided, as percentages; null where nothing was said. */
export type Rollout = { ofOrganisation: number | null; ofAll: number | null }

/**
 * Whether an organisation has a module that is rolled out in stages (T2). What was said of the organisation itself wins.
 * Under a percentage its place is fixed, and another one for each module: raising the percentage takes nobody out.
 */
export function isRolledOut(module: ModuleName, organisationId: string, rollout: Rollout): boolean {
  const percent = rollout.ofOrganisation ?? rollout.ofAll ?? 0
  return placeOf(module, organisationId) < percent
}

/** 0 to 99. */
function placeOf(module: ModuleName, organisationId: string): number {
  return createHash('sha256').update(`${module}/${organisationId}`).digest().readUInt32BE() % 100
}
