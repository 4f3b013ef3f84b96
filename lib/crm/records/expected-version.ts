import { DomainError } from '@/lib/errors'
import type { RecordBase } from './record-module'

/** The version that a writer has seen; any of several; undefined when it does not care. */
export type ExpectedVersion = Date | readonly Date[] | undefined

/** @throws DomainError `stale` when the record has moved on since the writer read it. */
export function checkVersion(record: RecordBase, expected: ExpectedVersion): void {
  if (expected === undefined) return
  const accepted = expected instanceof Date ? [expected] : expected
  if (!accepted.some((version) => version.getTime() === record.updatedAt.getTime()))
    throw new DomainError('stale')
}
