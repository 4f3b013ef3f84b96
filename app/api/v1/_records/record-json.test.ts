import { describe, expect, it } from 'vitest'
import { recordJson } from './record-json'
import type { SyncState } from './sync-states'

const at = new Date('2026-03-02T09:00:00Z')
const record = {
  id: 'record',
  organisationId: 'organisation',
  ownerId: 'ana',
  createdAt: at,
  updatedAt: at,
  updatedByType: 'user' as const,
  updatedById: 'ana',
  deletedAt: null,
}
const syncOf = (state: SyncState['state'], reason: string | null) =>
  recordJson(record, { state, reason, microsoftId: null, webLink: null, lastSyncedAt: at }).sync

describe('why a record is not in Microsoft 365, over REST (A9)', () => {
  it.each<[SyncState['state'], string | null, string | null]>([
    ['skipped', 'undone', 'removed-in-microsoft'],
    ['pending', 'change-held', null],
    ['pending', 'module-forbidden', 'module-paused'],
    ['off', 'module-forbidden', 'module-off'],
    ['skipped', 'recurring', 'recurring'],
    ['synced', null, null],
  ])('%s, %s is told as %s', (state, reason, told) => {
    expect(syncOf(state, reason)).toMatchObject({ state, reason: told, lastSyncedAt: at.toISOString() })
  })
})
