import { fullName, headerKey, headersOfField, plainAddressHeaders } from './header-names'

export type ImportSource = 'outlook' | 'google' | 'zoho' | 'hubspot' | 'tandem'

/** What a column is taken for: a field, the whole name, or nothing. One entry per column. */
export type ColumnMapping = readonly (string | null)[]

const has = (keys: ReadonlySet<string>, ...any: string[]) => any.some((key) => keys.has(key))

/** The system that wrote the file, judged by headers that only it uses; null when none is recognised. */
export function recogniseSource(headers: readonly string[]): ImportSource | null {
  const keys = new Set(headers.map(headerKey))
  if (has(keys, 'crm id')) return 'tandem'
  if (has(keys, 'e mail 1 value', 'e mail 1 label', 'phone 1 value', 'group membership')) return 'google'
  const outlook = ['business street', 'business phone', 'rue bureau', 'telephone bureau', 'e mail 2 address']
  if (has(keys, ...outlook, 'adresse de messagerie 2', 'e mail display name')) return 'outlook'
  const zoho = [
    'contact owner id',
    'lead owner id',
    'lead owner',
    'mailing zip',
    'asst phone',
    'account name id',
  ]
  if (has(keys, ...zoho, 'proprietaire de contact', 'proprietaire de prospect', 'mailing street'))
    return 'zoho'
  const hubspot = ['lifecycle stage', 'associated company', 'phone number', 'phase du cycle de vie']
  const hubspotId = has(
    keys,
    'record id',
    'id de la fiche',
    'id de fiche d informations',
    'id de l enregistrement',
  )
  if (hubspotId && has(keys, ...hubspot, 'create date', 'numero de telephone', 'proprietaire du contact'))
    return 'hubspot'
  return null
}

/** What the columns most likely hold, among the fields of a module. */
export function recogniseColumns(headers: readonly string[], fields: readonly string[]): ColumnMapping {
  const keys = headers.map(headerKey)
  const targets = [...fields, fullName]
  const named = keys.map((key) => targets.find((field) => headersOfField[field]?.includes(key)) ?? null)
  if (recogniseSource(headers) === 'outlook') moveSalutation(keys, named, fields)
  const mailingIsThere = named.some((field) => field?.startsWith('mailing'))
  if (mailingIsThere) return named
  const plain = keys.map((key) => targets.find((field) => plainAddressHeaders[field]?.includes(key)) ?? null)
  return named.map((field, position) => field ?? plain[position] ?? null)
}

/**
 * In Outlook `Title` is the salutation and `Job Title` the title. The French one writes `Titre` for both, the salutation
 * first; alone it is the title.
 */
function moveSalutation(keys: readonly string[], named: (string | null)[], fields: readonly string[]): void {
  const salutation = fields.includes('salutation') ? 'salutation' : null
  const english = keys.indexOf('title')
  if (english >= 0) named[english] = salutation
  const french = keys.flatMap((key, position) => (key === 'titre' ? [position] : []))
  const [first] = french
  if (first !== undefined && french.length > 1) named[first] = salutation
}
