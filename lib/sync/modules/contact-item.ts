import { z } from 'zod'
import { canonicalDay, canonicalText, fieldOf, filledFields } from '@/lib/sync/core/canonical'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { addresses, addressPartNames, type Collection, collections, scalarFields } from './contact-fields'

const optionalText = z.string().nullish()
const Address = z
  .object({
    street: optionalText,
    city: optionalText,
    state: optionalText,
    postalCode: optionalText,
    countryOrRegion: optionalText,
  })
  .nullish()

/** A contact as Graph sends it, as far as we look (learn.microsoft.com/graph/api/resources/contact). */
export const GraphContact = z.object({
  id: z.string().min(1),
  '@odata.etag': z.string().nullish(),
  parentFolderId: optionalText,
  lastModifiedDateTime: optionalText,
  displayName: optionalText,
  emailAddresses: z.array(z.object({ address: optionalText, name: optionalText })).nullish(),
  businessPhones: z.array(z.string()).nullish(),
  homePhones: z.array(z.string()).nullish(),
  businessAddress: Address,
  homeAddress: Address,
  otherAddress: Address,
  ...Object.fromEntries(scalarFields.map((name) => [name, optionalText])),
})
export type GraphContact = z.infer<typeof GraphContact>

/** A change of any of them makes Outlook derive `displayName` anew. */
const nameParts = ['title', 'givenName', 'middleName', 'surname', 'generation']

/** What delta and lists are asked for. */
export const contactSelect = [
  'id',
  'parentFolderId',
  'lastModifiedDateTime',
  'displayName',
  ...Object.keys(collections),
  ...addresses,
  ...scalarFields,
].join(',')

/**
 * Flattens a contact into canonical fields, with `displayName` and the names beside e-mail addresses as extras that
 * a later PATCH needs.
 * Graph's lists have no holes: a contact whose first address is empty in the CRM comes back with its second in first
 * place. `known` is what we last saw or sent; where it filled as many places as the list has entries, each entry is
 * read into the place it came from, so that the shift is never taken for an edit.
 */
export function contactFieldsFromGraph(contact: GraphContact, known: CanonicalFields): CanonicalFields {
  const fields: CanonicalFields = { displayName: canonicalText(contact.displayName) }
  for (const name of scalarFields) {
    const value = (contact as Record<string, unknown>)[name]
    const text = typeof value === 'string' ? value : null
    fields[name] = name === 'birthday' ? canonicalDay(text) : canonicalText(text)
  }
  for (const address of addresses) {
    const parts: Record<string, string | null | undefined> = contact[address] ?? {}
    for (const part of addressPartNames) fields[`${address}.${part}`] = canonicalText(parts[part])
  }
  const mails = (contact.emailAddresses ?? []).filter(({ address }) => canonicalText(address) !== null)
  placesOf('emailAddresses', mails.length, known).forEach((place, at) => {
    fields[`emailAddresses.${place}`] = canonicalText(mails[at]?.address)
    fields[`emailAddresses.${place}.name`] = canonicalText(mails[at]?.name)
  })
  for (const name of ['businessPhones', 'homePhones'] as const) {
    const phones = (contact[name] ?? []).filter((phone) => canonicalText(phone) !== null)
    placesOf(name, phones.length, known).forEach((place, at) => {
      fields[`${name}.${place}`] = canonicalText(phones[at])
    })
  }
  return filledFields(fields)
}

/** The places that a list's entries belong to: those filled before, if their number is the same, else the first ones. */
function placesOf(name: Collection, length: number, known: CanonicalFields): number[] {
  const all = Array.from({ length: collections[name] }, (_, at) => at)
  const filled = all.filter((at) => fieldOf(known, `${name}.${at}`) !== null)
  return filled.length === length ? filled : all.slice(0, length)
}

/**
 * The fields of an item about which nothing is remembered, beside the record that it belongs to: a list that holds just
 * what `sent` has in its places was written from such a record, so its entries are in those places too. Without it a
 * secondary address that stands alone would be taken for the first one, and be doubled.
 */
export function fieldsInPlaces(fields: CanonicalFields, sent: CanonicalFields): CanonicalFields {
  const placed = { ...fields }
  for (const [name, length] of Object.entries(collections)) {
    const [from, to] = [filledPlaces(name, length, fields), filledPlaces(name, length, sent)]
    const valueAt = (side: CanonicalFields, places: readonly string[]) => places.map((place) => side[place])
    if (JSON.stringify(valueAt(fields, from)) !== JSON.stringify(valueAt(sent, to))) continue
    for (const place of from) {
      delete placed[place]
      delete placed[`${place}.name`]
    }
    to.forEach((place, at) => {
      placed[place] = fieldOf(fields, from[at] ?? '')
      placed[`${place}.name`] = fieldOf(fields, `${from[at]}.name`)
    })
  }
  return filledFields(placed)
}

const filledPlaces = (name: string, length: number, fields: CanonicalFields): string[] =>
  Array.from({ length }, (_, at) => `${name}.${at}`).filter((place) => fieldOf(fields, place) !== null)

/**
 * The body of a create. What is empty is left out: a null address answers 500 on create (observed,
 * msgraph-sdk-dotnet issue 2368).
 */
export function graphContactFromFields(fields: CanonicalFields): Record<string, unknown> {
  return graphContactBody(filledFields(fields), Object.keys(filledFields(fields)), {})
}

/**
 * The body of a PATCH: only what `changes` names, but lists and addresses whole, since Graph replaces those as one;
 * their other entries are repeated from `current`. Outlook derives `displayName` from the name's parts unless it is
 * sent along (learn.microsoft.com/graph/api/contact-update), so one that a person has chosen is sent again.
 */
export function graphContactPatch(
  current: CanonicalFields,
  changes: CanonicalFields,
): Record<string, unknown> {
  const body = graphContactBody({ ...current, ...changes }, Object.keys(changes), current)
  if (nameParts.some((name) => name in changes) && hasOwnDisplayName(current)) {
    body.displayName = current.displayName
  }
  return body
}

function graphContactBody(
  fields: CanonicalFields,
  changed: string[],
  current: CanonicalFields,
): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const top of new Set(changed.map((name) => name.split('.')[0] ?? name))) {
    if (top in collections) body[top] = listOf(top as Collection, fields, current)
    else if (isAddress(top)) body[top] = addressOf(top, fields)
    else if (top === 'birthday') body[top] = birthdayOf(fieldOf(fields, 'birthday'))
    else if (top !== 'displayName') body[top] = fieldOf(fields, top)
  }
  return body
}

const isAddress = (name: string) => addresses.some((address) => address === name)

function listOf(name: Collection, fields: CanonicalFields, current: CanonicalFields): unknown[] {
  const entries: unknown[] = []
  for (let at = 0; at < collections[name]; at += 1) {
    const value = fieldOf(fields, `${name}.${at}`)
    if (value === null) continue
    if (name !== 'emailAddresses') entries.push(value)
    else entries.push(mailOf(value, at, fields, current))
  }
  return entries
}

/** An address that stays keeps the name beside it; a new one gets its name from Outlook. */
function mailOf(address: unknown, at: number, fields: CanonicalFields, current: CanonicalFields) {
  const name = fieldOf(current, `emailAddresses.${at}.name`)
  const kept = fieldOf(current, `emailAddresses.${at}`) === fieldOf(fields, `emailAddresses.${at}`)
  return kept && name !== null ? { address, name } : { address }
}

function addressOf(name: string, fields: CanonicalFields): Record<string, unknown> {
  return Object.fromEntries(addressPartNames.map((part) => [part, fieldOf(fields, `${name}.${part}`)]))
}

/** Noon-ish in UTC: the same day in nearly every zone, as Outlook clients store it (MS-ASCNTC: the time is ignored). */
const birthdayOf = (day: unknown) => (typeof day === 'string' ? `${day}T11:59:00Z` : null)

/**
 * Whether a person has chosen how the contact is shown. What Outlook makes of the name, or else of company or address,
 * follows them; sent back, it would stick.
 */
function hasOwnDisplayName(current: CanonicalFields): boolean {
  const joined = (names: readonly string[]) =>
    names
      .map((name) => fieldOf(current, name))
      .filter(Boolean)
      .join(' ')
  const derived = [
    joined(['givenName', 'middleName', 'surname']),
    joined(['givenName', 'middleName', 'surname', 'generation']),
    joined(nameParts),
    fieldOf(current, 'companyName'),
    fieldOf(current, 'emailAddresses.0'),
  ]
  const shown = fieldOf(current, 'displayName')
  return shown !== null && !derived.includes(shown)
}
