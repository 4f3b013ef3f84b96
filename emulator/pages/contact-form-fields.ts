import type { AddressProperty, ContactValues, TextProperty } from '../outlook/contact-values'
import type { Language, TextKey } from './texts'

type Label = Record<Language, string>

/** One-line fields of the form, by section. */
export const textFields: readonly {
  section: TextKey
  fields: readonly { name: TextProperty; label: Label }[]
}[] = [
  {
    section: 'sectionName',
    fields: [
      { name: 'title', label: { en: 'Title', fr: 'Titre' } },
      { name: 'givenName', label: { en: 'First name', fr: 'Prénom' } },
      { name: 'middleName', label: { en: 'Middle name', fr: 'Deuxième prénom' } },
      { name: 'surname', label: { en: 'Last name', fr: 'Nom de famille' } },
      { name: 'generation', label: { en: 'Suffix', fr: 'Suffixe' } },
      { name: 'nickName', label: { en: 'Nickname', fr: 'Surnom' } },
      { name: 'displayName', label: { en: 'Displayed as', fr: 'Affiché comme' } },
    ],
  },
  {
    section: 'sectionWork',
    fields: [
      { name: 'companyName', label: { en: 'Company', fr: 'Société' } },
      { name: 'jobTitle', label: { en: 'Job title', fr: 'Fonction' } },
      { name: 'department', label: { en: 'Department', fr: 'Service' } },
      { name: 'officeLocation', label: { en: 'Office', fr: 'Bureau' } },
      { name: 'profession', label: { en: 'Profession', fr: 'Profession' } },
      { name: 'manager', label: { en: 'Manager', fr: 'Responsable' } },
      { name: 'assistantName', label: { en: 'Assistant', fr: 'Assistant' } },
      { name: 'businessHomePage', label: { en: 'Web page', fr: 'Page web' } },
    ],
  },
]

/** Places of a list, one input each. */
export const listFields: readonly {
  name: 'emailAddresses' | 'businessPhones' | 'homePhones' | 'imAddresses'
  places: number
  type: string
  label: Label
}[] = [
  { name: 'emailAddresses', places: 3, type: 'email', label: { en: 'E-mail', fr: 'E-mail' } },
  {
    name: 'businessPhones',
    places: 2,
    type: 'tel',
    label: { en: 'Business phone', fr: 'Téléphone professionnel' },
  },
  { name: 'homePhones', places: 2, type: 'tel', label: { en: 'Home phone', fr: 'Téléphone du domicile' } },
  { name: 'imAddresses', places: 3, type: 'text', label: { en: 'Chat', fr: 'Messagerie' } },
]

export const addressFields: readonly { name: AddressProperty; text: TextKey }[] = [
  { name: 'businessAddress', text: 'businessAddress' },
  { name: 'homeAddress', text: 'homeAddress' },
  { name: 'otherAddress', text: 'otherAddress' },
]

export const addressPartLabels: Record<string, Label> = {
  street: { en: 'Street', fr: 'Rue' },
  city: { en: 'City', fr: 'Ville' },
  state: { en: 'State', fr: 'Région' },
  countryOrRegion: { en: 'Country', fr: 'Pays' },
  postalCode: { en: 'Postcode', fr: 'Code postal' },
}

export const moreLabels = {
  mobilePhone: { en: 'Mobile', fr: 'Portable' },
  birthday: { en: 'Birthday', fr: 'Anniversaire' },
  spouseName: { en: 'Partner', fr: 'Conjoint' },
  children: { en: 'Children (one per line)', fr: 'Enfants (un par ligne)' },
  categories: { en: 'Categories (one per line)', fr: 'Catégories (une par ligne)' },
  personalNotes: { en: 'Notes', fr: 'Notes' },
} as const satisfies Record<string, Label>

/** The form's inputs for a contact: name → what stands in it. */
export function formOfContact(values: ContactValues): Map<string, string> {
  const form = new Map<string, string>()
  for (const { fields } of textFields) for (const { name } of fields) form.set(name, values[name] ?? '')
  for (const { name, places } of listFields)
    for (let at = 0; at < places; at += 1) {
      const entry = values[name][at]
      form.set(`${name}.${at}`, typeof entry === 'string' ? entry : (entry?.address ?? ''))
    }
  for (const { name } of addressFields)
    for (const part of Object.keys(addressPartLabels) as (keyof ContactValues['homeAddress'])[])
      form.set(`${name}.${part}`, values[name][part] ?? '')
  form.set('mobilePhone', values.mobilePhone ?? '')
  form.set('spouseName', values.spouseName ?? '')
  form.set('birthday', values.birthday?.slice(0, 10) ?? '')
  form.set('children', values.children.join('\n'))
  form.set('categories', values.categories.join('\n'))
  form.set('personalNotes', values.personalNotes)
  return form
}

/**
 * What a filled-in form changes, as the body of a PATCH: only what differs from the contact, so that Outlook derives
 * a display name that nobody touched.
 */
export function changesOfForm(
  values: ContactValues,
  sent: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const before = formOfContact(values)
  const typed = (name: string) => sent.get(name)?.trim() ?? before.get(name) ?? ''
  const differs = (name: string) =>
    sent.has(name) && sameText(typed(name)) !== sameText(before.get(name) ?? '')
  const changes: Record<string, unknown> = {}

  const oneLiners = [
    ...textFields.flatMap(({ fields }) => fields.map(({ name }) => name)),
    'mobilePhone',
    'spouseName',
  ]
  for (const name of oneLiners) if (differs(name)) changes[name] = typed(name) || null
  for (const { name, places } of listFields) {
    const inputs = Array.from({ length: places }, (_, at) => `${name}.${at}`)
    if (!inputs.some(differs)) continue
    const filled = inputs.map(typed).filter((text) => text !== '')
    changes[name] =
      name === 'emailAddresses' ? filled.map((address) => namedAsBefore(values, address)) : filled
  }
  for (const { name } of addressFields) {
    const parts = Object.keys(addressPartLabels)
    if (!parts.some((part) => differs(`${name}.${part}`))) continue
    changes[name] = Object.fromEntries(parts.map((part) => [part, typed(`${name}.${part}`)]))
  }
  if (differs('birthday'))
    changes.birthday = typed('birthday') === '' ? null : `${typed('birthday')}T11:59:00Z`
  for (const name of ['children', 'categories'])
    if (differs(name))
      changes[name] = typed(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
  if (differs('personalNotes')) changes.personalNotes = typed('personalNotes')
  return changes
}

/** Browsers send line ends as they like. */
const sameText = (text: string) => text.replace(/\r\n?/g, '\n').trim()

function namedAsBefore({ emailAddresses }: ContactValues, address: string) {
  const known = emailAddresses.find((email) => email.address === address)
  return known ?? { address }
}
