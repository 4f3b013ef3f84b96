import { describe, expect, it } from 'vitest'
import { connectionStatus, linkState } from '@/db/schema/sync'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import { newLink } from '@/lib/sync/links'
import { type RecordState, type StateLink, stateOf } from './state-of'

const edited = new Date('2026-03-02T09:00:00Z')
const synced = new Date('2026-03-02T09:00:01Z')
const later = new Date('2026-03-02T09:00:02Z')
const record = { id: 'record', ownerId: 'ana', updatedAt: edited, deletedAt: null }
const connection = (status: ConnectionRow['status'], failing = false, forbidden = false) => ({
  status,
  failing,
  forbidden,
})
const link = (changes: Partial<ReturnType<typeof newLink>> = {}) => ({
  ...newLink('connection', 'record', edited),
  state: 'linked' as const,
  itemId: 'item',
  pendingSince: null,
  lastSyncedAt: synced,
  ...changes,
})

const held: StateLink['heldChange'] = {
  fields: { title: { crm: 'a', microsoft: 'b', direction: 'toCrm' } },
  modifiedAt: 0,
  notedAt: edited.toISOString(),
}

describe('why a record is, or is not, in Microsoft 365 (A9): one answer out of a closed list', () => {
  it.each<
    [string, Parameters<typeof stateOf>[1], ReturnType<typeof link> | undefined, string, string | null]
  >([
    ['never enabled', undefined, undefined, 'off', 'module-off'],
    ['disabled', connection('off'), undefined, 'off', 'module-off'],
    ['forbidden by an administrator', connection('off', false, true), undefined, 'off', 'module-forbidden'],
    [
      'forbidden by an administrator while it ran',
      connection('paused', false, true),
      link({ pendingSince: edited }),
      'pending',
      'module-forbidden',
    ],
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
      'Microsoft gives no answer to anything',
      connection('active', true),
      link({ pendingSince: edited }),
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
      'its item was taken away by an undo',
      connection('active'),
      link({ state: 'unlinked', reason: 'undone' }),
      'skipped',
      'undone',
    ],
    [
      'its changes are held with many others',
      connection('held'),
      link({ heldChange: held }),
      'pending',
      'change-held',
    ],
    [
      'its mapping leaves a value without a counterpart',
      connection('active'),
      link({ reason: 'mapping-incomplete' }),
      'attention',
      'mapping-incomplete',
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

describe('whatever connection, link and record say (A9)', () => {
  const reasonsOf: Record<RecordState['state'], readonly RecordState['reason'][]> = {
    synced: [null],
    pending: [
      null,
      'waiting-for-microsoft',
      'reconnect-needed',
      'module-paused',
      'module-forbidden',
      'change-held',
    ],
    skipped: ['recurring', 'invitation', 'outside-window', 'removed-in-microsoft', 'undone'],
    attention: ['microsoft-refused', 'value-too-long', 'mapping-incomplete', 'deletion-held'],
    off: ['module-off', 'module-forbidden'],
  }
  const standings = [
    undefined,
    ...connectionStatus.enumValues.flatMap((status) => [
      connection(status),
      connection(status, true),
      connection(status, false, true),
    ]),
  ]
  const records = [record, { ...record, updatedAt: later }, { ...record, updatedAt: later, deletedAt: later }]
  const links = [
    undefined,
    ...linkState.enumValues.flatMap((state) =>
      [
        null,
        'microsoft-refused',
        'value-too-long',
        'mapping-incomplete',
        'deletion-held',
        'undone',
        'recurring',
        'of-another-version',
      ].flatMap((reason) =>
        [null, edited].flatMap((pendingSince) =>
          [null, later].flatMap((removedAt) =>
            [null, held].flatMap((heldChange) =>
              [null, later].map((parkedAt) =>
                link({
                  state,
                  reason,
                  pendingSince,
                  removedAt,
                  heldChange,
                  parkedAt,
                  itemId: state === 'intended' ? null : 'item',
                }),
              ),
            ),
          ),
        ),
      ),
    ),
  ]
  const all = standings.flatMap((own) =>
    records.flatMap((one) =>
      links.flatMap((linked) =>
        ([null, 'recurring', 'invitation'] as const).map((excluded) => ({ own, one, linked, excluded })),
      ),
    ),
  )

  it('there is exactly one answer, and it is on the list', () => {
    const unknown = all.filter(({ own, one, linked, excluded }) => {
      const { state, reason } = stateOf(one, own, linked, excluded)
      return !reasonsOf[state].includes(reason)
    })
    expect(all.length).toBeGreaterThan(10_000)
    expect(unknown.slice(0, 3)).toEqual([])
  })

  it('nothing is called synced that has something to do, or that cannot be done', () => {
    const wrong = all.filter(({ own, one, linked, excluded }) => {
      if (stateOf(one, own, linked, excluded).state !== 'synced') return false
      const gone = one.deletedAt !== null && !linked
      const agreed =
        linked?.itemId &&
        linked.pendingSince === null &&
        linked.parkedAt === null &&
        linked.state !== 'unlinked'
      const checked = linked?.lastSyncedAt && one.updatedAt <= linked.lastSyncedAt
      return !gone && !(agreed && checked)
    })
    expect(wrong.slice(0, 3)).toEqual([])
  })

  it('what is not in Microsoft 365 shows no item', () => {
    const shown = all.filter(({ own, one, linked, excluded }) => {
      const { state, microsoftId, webLink } = stateOf(one, own, linked, excluded)
      return (state === 'off' || state === 'skipped') && (microsoftId !== null || webLink !== null)
    })
    expect(shown.slice(0, 3)).toEqual([])
  })
})
