/**
 * Ids of Exchange, made and read without a table.
 *
 * They look and behave like the service's: long, opaque, base64url with `=`, case-sensitive, and checked for their
 * form before anything is looked up. A container's id never changes. An item has two: the ordinary one, which
 * changes with every move between folders, and the immutable one.
 * learn.microsoft.com/graph/outlook-immutable-id
 */

/**
 * What an id names. `placement` counts the moves of an item; the immutable form does not carry it. `day` is the day of
 * an occurrence of a series, counted from 1970; null for an item itself.
 */
export type ItemAddress =
  | { form: 'folder'; mailboxId: string; number: number }
  | { form: 'ordinary'; mailboxId: string; number: number; placement: number; day: number | null }
  | { form: 'immutable'; mailboxId: string; number: number; day: number | null }

const ordinaryHead = Buffer.from('00032400', 'hex')
const folderMark = Buffer.from('002e00000000', 'hex')
const itemMark = Buffer.from('004600000000', 'hex')
const occurrenceMark = Buffer.from('005100000000', 'hex')
const immutableHead = Buffer.from('0009002e00000000001d840311aa6611cd9bc800aa002f845a0d00', 'hex')
const immutableOccurrenceHead = Buffer.from('0009005100000000001d840311aa6611cd9bc800aa002f845a0d00', 'hex')
const storeMark = Buffer.from('00acb27a1e4f7c411f9a5c66d20f8b3e0100', 'hex')

/** Two bytes that make a cut, mistyped or re-cased id recognisable as malformed (FNV-1a, folded). */
function seal(bytes: Uint8Array): Buffer {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  const sealed = Buffer.alloc(2)
  sealed.writeUInt16BE((hash ^ (hash >>> 16)) & 0xffff)
  return sealed
}

function number48(value: number): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeUIntBE(value, 0, 6)
  return bytes
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_')

/** Id of a folder; the same in every answer. */
export function folderId(mailboxId: string, number: number): string {
  const body = Buffer.concat([
    ordinaryHead,
    Buffer.from(mailboxId, 'ascii'),
    folderMark,
    storeMark,
    number48(number),
  ])
  return base64(Buffer.concat([body, seal(body), Buffer.alloc(2)]))
}

/** Ordinary id of an item, or of the occurrence of a series on a day: changes when the item is moved. */
export function ordinaryItemId(
  mailboxId: string,
  number: number,
  placement: number,
  day: number | null = null,
): string {
  const body = Buffer.concat([
    ordinaryHead,
    Buffer.from(mailboxId, 'ascii'),
    day === null ? itemMark : occurrenceMark,
    storeMark,
    storeMark,
    ...(day === null ? [] : [number48(day)]),
    number48(placement),
    number48(number),
  ])
  return base64(Buffer.concat([body, seal(body), Buffer.alloc(2)]))
}

/** Immutable id of an item, or of the occurrence of a series on a day: stays as long as it is in the mailbox. */
export function immutableItemId(mailboxId: string, number: number, day: number | null = null): string {
  const body = Buffer.concat([
    day === null ? immutableHead : immutableOccurrenceHead,
    Buffer.from(mailboxId.replaceAll('-', ''), 'hex'),
    ...(day === null ? [] : [number48(day)]),
    number48(number),
  ])
  return base64(Buffer.concat([body, seal(body)]))
}

/** Reads an id; `null` when it is malformed: cut off, re-cased, of another system. Says nothing about existence. */
export function parseItemId(id: string): ItemAddress | null {
  if (!/^[A-Za-z0-9_-]+=*$/.test(id)) return null
  const bytes = Buffer.from(id.replaceAll('-', '+').replaceAll('_', '/'), 'base64')
  if (base64(bytes) !== id) return null
  return bytes.subarray(0, 4).equals(ordinaryHead) ? parseOrdinary(bytes) : parseImmutable(bytes)
}

function parseOrdinary(bytes: Buffer): ItemAddress | null {
  const end = bytes.length - 4
  if (end < 46 || !bytes.subarray(end, end + 2).equals(seal(bytes.subarray(0, end)))) return null
  const mailboxId = bytes.toString('ascii', 4, 40)
  const number = bytes.readUIntBE(end - 6, 6)
  if (bytes.subarray(40, 46).equals(folderMark)) return { form: 'folder', mailboxId, number }
  const day = bytes.subarray(40, 46).equals(occurrenceMark) ? bytes.readUIntBE(end - 18, 6) : null
  return { form: 'ordinary', mailboxId, number, placement: bytes.readUIntBE(end - 12, 6), day }
}

function parseImmutable(bytes: Buffer): ItemAddress | null {
  const head = immutableHead.length
  const single = bytes.length === head + 24 && bytes.subarray(0, head).equals(immutableHead)
  const occurrence = bytes.length === head + 30 && bytes.subarray(0, head).equals(immutableOccurrenceHead)
  if (!single && !occurrence) return null
  const end = bytes.length - 2
  if (!bytes.subarray(end).equals(seal(bytes.subarray(0, end)))) return null
  const hex = bytes.toString('hex', head, head + 16)
  const mailboxId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const day = occurrence ? bytes.readUIntBE(head + 16, 6) : null
  return { form: 'immutable', mailboxId, number: bytes.readUIntBE(end - 6, 6), day }
}

/** The changeKey of a version of an item; its etag is `W/"<changeKey>"`. */
export function changeKey(mailboxId: string, version: number): string {
  const bytes = Buffer.concat([
    Buffer.from('1100000016000000', 'hex'),
    Buffer.from(mailboxId.replaceAll('-', ''), 'hex'),
    number48(version),
  ])
  return bytes.toString('base64')
}

/** The etag of a version, as it stands in `@odata.etag`, in the ETag header and in If-Match. */
export const etagOf = (mailboxId: string, version: number) => `W/"${changeKey(mailboxId, version)}"`
