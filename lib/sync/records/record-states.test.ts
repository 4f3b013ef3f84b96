import { describe, expect, it } from 'vitest'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import { newLink } from '@/lib/sync/links'
import { stateOf } from './record-states'

const edited = new Date('2026-03-02T09:00:00Z')
const synced = new Date('2026-03-02T09:00:01Z')
const record = { id: 'record', ownerId: 'ana', updatedAt: edited, deletedAt: null }
const connection = (status: ConnectionRow['status']) => ({
  id: 'connection',
  memberId: 'ana',
  status,
})
const link = (changes: Partial<ReturnType<typeof newLink>> = {}) => ({
  ...newLink('connection', 'record', edited),
  state: 'linked' as const,
  itemId: 'item',
  pendingSince: null,
  lastSyncedAt: synced,
  ...changes,
})

describe('why a record is, or is not, in Microsoft 365 (A9): one answer out of a closed list', () => {
  it.each<
    [string, Parameters<typeof stateOf>[1], ReturnType<typeof link> | undefined, string, string | null]
  >([
    ['never enabled', undefined, undefined, 'off', 'module-off'],
    ['disabled', connection('off'), undefined, 'off', 'module-off'],
    ['on its way out', connection('disabling'), link(), 'off', 'module-off'],
    ['both sides agree', connection('active'), link(), 'synced', null],
    ['not taken up yet', connection('active'), undefined, 'pending', null],
    ['waiting for its turn', connection('active'), link({ pendingSince: edited }), 'pending', null],
    ['never sent', connection('enabling'), link({ state: 'intended', lastSyncedAt: null }), 'pending', null],
    [
      'tried, and tried again',
      connection('active'),
      link({ pendingSince: edited, attempts: 2 }),
      'pending',
      'waiting-for-microsoft',
    ],
    [
      'a credential is missing',
      connection('attention'),
      link({ pendingSince: edited }),
      'pending',
      'reconnect-needed',
    ],
    [
      'a permission is missing',
      connection('paused'),
      link({ pendingSince: edited }),
      'pending',
      'module-paused',
    ],
    ['in step though a credential is missing', connection('attention'), link(), 'synced', null],
    [
      'let go',
      connection('active'),
      link({ state: 'unlinked', reason: 'removed-in-microsoft' }),
      'skipped',
      'removed-in-microsoft',
    ],
    [
      'its deletion is held',
      connection('held'),
      link({ removedAt: synced, reason: 'deletion-held' }),
      'attention',
      'deletion-held',
    ],
    [
      'given up after refusals',
      connection('active'),
      link({ pendingSince: edited, parkedAt: synced, reason: 'microsoft-refused' }),
      'attention',
      'microsoft-refused',
    ],
    [
      'the CRM cannot hold a value',
      connection('active'),
      link({ reason: 'value-too-long' }),
      'attention',
      'value-too-long',
    ],
  ])('%s', (_, own, linked, state, reason) => {
    expect(stateOf(record, own, linked)).toMatchObject({ state, reason })
  })

  it('edited since the last sync it is pending, before any run knows of it', () => {
    const later = { ...record, updatedAt: new Date(synced.getTime() + 1) }
    expect(stateOf(later, connection('active'), link())).toMatchObject({ state: 'pending', reason: null })
  })

  it('in the bin it is pending until its item has gone too, and then nothing is left to do', () => {
    const later = new Date(synced.getTime() + 1_000)
    const binned = { ...record, updatedAt: later, deletedAt: later }
    expect(stateOf(binned, connection('active'), link())).toMatchObject({ state: 'pending', reason: null })
    expect(stateOf(binned, connection('active'), undefined)).toMatchObject({
      state: 'synced',
      reason: null,
      microsoftId: null,
    })
  })

  it('what was let go shows no item', () => {
    const gone = link({ state: 'unlinked', webLink: 'https://outlook.example' })
    expect(stateOf(record, connection('active'), gone)).toMatchObject({ microsoftId: null, webLink: null })
  })
})
