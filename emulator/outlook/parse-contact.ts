import type { Uncertain } from '../core/uncertain'
import { GraphError } from '../graph/graph-error'
import {
  addressParts,
  addressProperties,
  type ContactWrite,
  type EmailAddress,
  maximumEntries,
  type PostalAddress,
  textListProperties,
  textProperties,
} from './contact-values'
import { parseExtendedProperties } from './extended-properties'

/** A parsed body: the properties and, apart from them, the extended ones (`null` removes one). */
export type ContactBody = { write: ContactWrite; extended: Record<string, string | null> }

type Readings = Pick<Uncertain, 'U17' | 'U18' | 'U19' | 'U20'>
type Reader = (value: unknown, name: string) => unknown

const readOnly = ['id', 'changeKey', 'createdDateTime', 'lastModifiedDateTime', 'parentFolderId']
const emailAliases = ['primaryEmailAddress', 'secondaryEmailAddress', 'tertiaryEmailAddress'] as const

/**
 * Reads the body of a create or a PATCH of a contact as Exchange does.
 * Refuses unknown properties, wrong types, and values beyond the limits; what is absent stays absent.
 */
export function parseContact(
  body: Record<string, unknown>,
  operation: 'create' | 'update',
  readings: Readings,
): ContactBody {
  const readers = readersFor(operation, readings)
  const write: Record<string, unknown> = {}
  let extended: ContactBody['extended'] = {}
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@odata.')) continue
    if (name === 'singleValueExtendedProperties') {
      extended = parseExtendedProperties(value)
      continue
    }
    if (name === 'multiValueExtendedProperties' || name === 'extensions')
      throw new GraphError(501, 'NotImplemented', `'${name}' is not covered by this emulator.`)
    if (isAlias(name) && readings.U20 === 'writable') {
      write.emailAddresses = withAlias(body, write.emailAddresses, name)
      continue
    }
    if (readOnly.includes(name) || isAlias(name))
      throw new GraphError(400, 'ErrorInvalidPropertySet', `The property '${name}' cannot be set.`)
    const read = readers.get(name)
    if (!read)
      throw new GraphError(
        400,
        'RequestBodyRead',
        `The property '${name}' does not exist on type 'microsoft.graph.contact'. Make sure to only use property names that are defined by the type or mark the type as open.`,
      )
    write[name] = read(value, name)
  }
  return { write: write as ContactWrite, extended }
}

function readersFor(operation: 'create' | 'update', readings: Readings): Map<string, Reader> {
  const text: Reader = (value, name) => (value === null ? null : line(value, name, readings))
  const readers = new Map<string, Reader>(textProperties.map((name) => [name, text]))
  for (const name of textListProperties) readers.set(name, (value) => lines(value, name, readings))
  for (const name of addressProperties)
    readers.set(name, (value) => address(value, name, operation, readings))
  readers.set('emailAddresses', (value, name) => emails(value, name, readings))
  readers.set('birthday', (value, name) => birthday(value, name, readings))
  readers.set('personalNotes', (value, name) => notes(value, name, readings))
  return readers
}

function line(value: unknown, name: string, { U17 }: Pick<Readings, 'U17'>): string {
  if (typeof value !== 'string') throw unreadable(value, name, 'Edm.String')
  if (value.length > 255 && U17 === '400')
    throw new GraphError(
      400,
      'ErrorPropertyValidationFailure',
      `The value of '${name}' is longer than 255 characters.`,
    )
  return value
}

function entries(
  value: unknown,
  name: keyof typeof maximumEntries | (string & {}),
  { U17 }: Readings,
): unknown[] {
  if (!Array.isArray(value)) throw unreadable(value, name, 'Collection')
  const most = maximumEntries[name as keyof typeof maximumEntries]
  const limited = most !== undefined && !(name === 'imAddresses' && U17 === 'accepted')
  if (limited && value.length > most)
    throw new GraphError(
      400,
      'ErrorInvalidProperty',
      `The multi value property ${name.charAt(0).toUpperCase()}${name.slice(1)} has ${value.length} entries, that exceeds the max allowed value of ${most}.`,
    )
  return value
}

const lines = (value: unknown, name: string, readings: Readings) =>
  entries(value, name, readings).map((entry) => line(entry, name, readings))

function emails(value: unknown, name: string, readings: Readings): EmailAddress[] {
  const read = entries(value, name, readings).map((entry) => email(entry, name, readings))
  return read.filter(({ name, address }) => name || address)
}

function email(entry: unknown, name: string, readings: Readings): EmailAddress {
  if (typeof entry !== 'object' || entry === null)
    throw unreadable(entry, name, 'microsoft.graph.emailAddress')
  const { address, name: label, ...rest } = entry as Record<string, unknown>
  refuseOthers(rest, 'microsoft.graph.emailAddress')
  return { name: line(label ?? '', name, readings), address: line(address ?? '', name, readings) }
}

function address(
  value: unknown,
  name: string,
  operation: 'create' | 'update',
  readings: Readings,
): PostalAddress {
  // Seen in github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2368.
  if (value === null && operation === 'create')
    throw new GraphError(
      500,
      'ErrorInternalServerError',
      'An internal server error occurred. The operation failed.',
    )
  if (value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw unreadable(value, name, 'microsoft.graph.physicalAddress')
  const sent = value as Record<string, unknown>
  refuseOthers(
    Object.fromEntries(
      Object.entries(sent).filter(([part]) => !addressParts.some((known) => known === part)),
    ),
    'microsoft.graph.physicalAddress',
  )
  const read: PostalAddress = {}
  for (const part of addressParts) {
    const text = sent[part]
    // Kept as '' so that a merging PATCH can tell "cleared" from "not sent"; dropped when stored.
    if (text !== undefined) read[part] = text === null ? '' : line(text, name, readings)
  }
  return read
}

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

function birthday(value: unknown, name: string, { U18 }: Readings): string | null {
  if (value === null) return null
  const time = typeof value === 'string' && instantForm.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) throw unreadable(value, name, 'Edm.DateTimeOffset')
  const instant = new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
  if (U18 === 'as-sent') return instant
  return `${instant.slice(0, 10)}T${U18 === 'midnight' ? '00:00' : '11:59'}:00Z`
}

function notes(value: unknown, name: string, { U19 }: Readings): string {
  if (value === null) return ''
  if (typeof value !== 'string') throw unreadable(value, name, 'Edm.String')
  return U19 === 'crlf' ? value.replace(/\r\n|\r|\n/g, '\r\n') : value
}

const isAlias = (name: string): name is (typeof emailAliases)[number] =>
  emailAliases.some((alias) => alias === name)

function withAlias(body: Record<string, unknown>, written: unknown, name: (typeof emailAliases)[number]) {
  const list = Array.isArray(written) ? [...(written as EmailAddress[])] : []
  const sent = body[name] as Partial<EmailAddress> | null
  list[emailAliases.indexOf(name)] = { name: sent?.name ?? '', address: sent?.address ?? '' }
  return Array.from(list, (entry) => entry ?? { name: '', address: '' }).filter(({ address }) => address)
}

function refuseOthers(rest: Record<string, unknown>, type: string): void {
  const [other] = Object.keys(rest).filter((name) => !name.includes('@odata.'))
  if (other !== undefined)
    throw new GraphError(400, 'RequestBodyRead', `The property '${other}' does not exist on type '${type}'.`)
}

function unreadable(value: unknown, name: string, type: string): GraphError {
  const shown = JSON.stringify(value)?.slice(0, 80)
  return new GraphError(
    400,
    'RequestBodyRead',
    `Cannot convert the value '${shown}' of '${name}' to the expected type '${type}'.`,
  )
}
