import type { Context } from '@/lib/access/context'
import type { RecordBase } from '@/lib/crm/records/record-module'

/** Where a record stands in Microsoft 365, as its owner's connection sees it. */
export type SyncState = {
  state: 'synced' | 'pending' | 'skipped' | 'attention' | 'off'
  reason: string | null
  /** With the link, shown to the owner only. */
  microsoftId: string | null
  webLink: string | null
  lastSyncedAt: Date | null
}

/** The states of some records of one module, by id; one set of queries however many they are. */
export type SyncStates = (
  context: Context,
  records: readonly RecordBase[],
) => Promise<ReadonlyMap<string, SyncState>>

/** Asks for another try, or takes up again what was unlinked. @throws DomainError when its module is not synced. */
export type RequestSync = (context: Context, record: RecordBase) => Promise<void>

/** The sync state of records of a module that stays in the CRM. */
export const notSynced: SyncStates = async (_, records) => {
  const state: SyncState = {
    state: 'off',
    reason: 'no-module',
    microsoftId: null,
    webLink: null,
    lastSyncedAt: null,
  }
  return new Map(records.map(({ id }) => [id, state]))
}
