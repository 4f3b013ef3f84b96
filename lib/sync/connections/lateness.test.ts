import { describe, expect, it } from 'vitest'
import { type LateFacts, latenessOf } from './lateness'

const now = new Date('2026-03-02T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const minute = 60_000

const well: LateFacts = {
  status: 'active',
  isFirstSync: false,
  now,
  oldestPendingAt: ago(1_000),
  waitsForMicrosoft: false,
  requestedAt: ago(500),
  lookedAt: ago(minute),
  isNotified: true,
  p95: { toMicrosoftMs: 3_000, toCrmMs: 3_000 },
}

describe('late is visible, with its cause (A9)', () => {
  it.each<[string, Partial<LateFacts>, ReturnType<typeof latenessOf>]>([
    ['as quick as expected says nothing', {}, null],
    [
      'nothing waits, nothing crossed',
      { oldestPendingAt: null, p95: { toMicrosoftMs: null, toCrmMs: null } },
      null,
    ],
    [
      'a change that waits is late after half a minute',
      { oldestPendingAt: ago(31_000) },
      { ms: 31_000, cause: 'backlog' },
    ],
    [
      'because Microsoft has it wait',
      { oldestPendingAt: ago(minute), waitsForMicrosoft: true },
      { ms: minute, cause: 'waiting-for-microsoft' },
    ],
    [
      'because it is paused',
      { oldestPendingAt: ago(minute), status: 'paused' },
      { ms: minute, cause: 'paused' },
    ],
    [
      'because it needs attention',
      { oldestPendingAt: ago(minute), status: 'attention' },
      { ms: minute, cause: 'attention' },
    ],
    [
      'because nobody has taken the run up',
      { oldestPendingAt: ago(3 * minute), requestedAt: ago(2 * minute) },
      { ms: 3 * minute, cause: 'not-running' },
    ],
    [
      'the other side has not been looked at',
      { lookedAt: ago(17 * minute) },
      { ms: 17 * minute, cause: 'not-running' },
    ],
    [
      'not while it is stopped: that is said already',
      { lookedAt: ago(17 * minute), status: 'attention' },
      null,
    ],
    [
      'it was late earlier',
      { p95: { toMicrosoftMs: 45_000, toCrmMs: 3_000 } },
      { ms: 45_000, cause: 'earlier' },
    ],
    [
      'found by looking, minutes are as expected',
      { isNotified: false, p95: { toMicrosoftMs: null, toCrmMs: 9 * minute } },
      null,
    ],
    [
      'told of, minutes are late',
      { p95: { toMicrosoftMs: null, toCrmMs: 9 * minute } },
      { ms: 9 * minute, cause: 'earlier' },
    ],
    ['the first sync has its own progress', { isFirstSync: true, oldestPendingAt: ago(minute) }, null],
    ['what is off is not late', { status: 'off', oldestPendingAt: ago(minute) }, null],
  ])('%s', (_, facts, expected) => {
    expect(latenessOf({ ...well, ...facts })).toEqual(expected)
  })
})
