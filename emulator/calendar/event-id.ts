import { immutableItemId, ordinaryItemId } from '../outlook/item-id'
import type { EventRow } from './calendars'
import { dayNumber, type Instance } from './series'

/** The id of an event or an occurrence in the format that the request prefers. */
export function eventId(
  { row, day }: { row: Pick<EventRow, 'userId' | 'number' | 'placement'>; day: string | null },
  { immutableId }: { immutableId: boolean },
): string {
  const number = day === null ? null : dayNumber(day)
  return immutableId
    ? immutableItemId(row.userId, row.number, number)
    : ordinaryItemId(row.userId, row.number, row.placement, number)
}

/**
 * The id that is the same in every mailbox, a GlobalObjectId in hexadecimal (MS-OXOCAL 2.2.1.27); that of an
 * occurrence carries its day.
 */
export function iCalUIdOf({ row, day }: Pick<Instance, 'row' | 'day'>): string {
  if (day === null) return row.iCalUId
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const hex = [year >> 8, year & 0xff, month, date].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${row.iCalUId.slice(0, 32)}${hex.toUpperCase()}${row.iCalUId.slice(40)}`
}

/** A new one, from the instant and 16 random bytes. */
export function newICalUId(now: Date, random: Uint8Array): string {
  const fileTime = (BigInt(now.getTime()) + 11_644_473_600_000n) * 10_000n
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE(fileTime)
  const head = '040000008200E00074C5B7101A82E00800000000'
  return `${head}${time.toString('hex')}000000000000000010000000${Buffer.from(random).toString('hex')}`.toUpperCase()
}
