import type { User } from '../directory/entities'
import type { EmailAddress } from './contact-values'
import { changeKey, etagOf, folderId } from './item-id'
import { type ContactRow, contactFolderId, contactId, type FolderRow } from './outlook'

/** How a request wants to see contacts. */
export type ContactView = {
  immutableId: boolean
  /** Null: everything. */
  select: readonly string[] | null
  /** The extended property asked for with `$expand`: they are never shown otherwise. */
  expandedProperty: string | null
  /** What `@odata.context` starts with. */
  graphUrl: string
}

/** A contact as v1.0 shows it: learn.microsoft.com/graph/api/resources/contact */
export function contactToGraph(contact: ContactRow, view: ContactView): Record<string, unknown> {
  const { values } = contact
  const whole: Record<string, unknown> = {
    id: contactId(contact, view),
    createdDateTime: contact.createdDateTime,
    lastModifiedDateTime: contact.lastModifiedDateTime,
    changeKey: changeKey(contact.userId, contact.version),
    categories: values.categories,
    parentFolderId: folderId(contact.userId, contact.folder),
    birthday: values.birthday,
    fileAs: values.fileAs,
    displayName: values.displayName,
    givenName: values.givenName,
    initials: values.initials,
    middleName: values.middleName,
    nickName: values.nickName,
    surname: values.surname,
    title: values.title,
    yomiGivenName: values.yomiGivenName,
    yomiSurname: values.yomiSurname,
    yomiCompanyName: values.yomiCompanyName,
    generation: values.generation,
    imAddresses: values.imAddresses,
    jobTitle: values.jobTitle,
    companyName: values.companyName,
    department: values.department,
    officeLocation: values.officeLocation,
    profession: values.profession,
    businessHomePage: values.businessHomePage,
    assistantName: values.assistantName,
    manager: values.manager,
    homePhones: values.homePhones,
    mobilePhone: values.mobilePhone,
    businessPhones: values.businessPhones,
    spouseName: values.spouseName,
    personalNotes: values.personalNotes,
    children: values.children,
    emailAddresses: values.emailAddresses,
    homeAddress: values.homeAddress,
    businessAddress: values.businessAddress,
    otherAddress: values.otherAddress,
  }
  return {
    '@odata.etag': etagOf(contact.userId, contact.version),
    ...selected(view.select ? { ...whole, ...emailAliases(values.emailAddresses) } : whole, view.select),
    ...expanded(contact.extended, view, `users('${contact.userId}')/contacts('${whole.id}')`),
  }
}

/** The newer names of the three addresses. They are in the metadata, not in a default answer. */
function emailAliases([primary, secondary, tertiary]: readonly EmailAddress[]) {
  return {
    primaryEmailAddress: primary ?? null,
    secondaryEmailAddress: secondary ?? null,
    tertiaryEmailAddress: tertiary ?? null,
  }
}

/** A contact folder as v1.0 shows it. */
export function folderToGraph(
  folder: FolderRow,
  view: Omit<ContactView, 'immutableId'>,
): Record<string, unknown> {
  const whole = {
    id: contactFolderId(folder),
    parentFolderId: folderId(folder.userId, folder.parent),
    displayName: folder.displayName,
  }
  return {
    ...selected(whole, view.select),
    ...expanded(folder.extended, view, `users('${folder.userId}')/contactFolders('${whole.id}')`),
  }
}

/** What both sides agree on for `@odata.context`. */
export const contextOf = (graphUrl: string, { id }: Pick<User, 'id'>, rest: string) =>
  `${graphUrl}/v1.0/$metadata#users('${encodeURIComponent(id)}')/${rest}`

/** The id always comes, selected or not. */
export function selected(
  whole: Record<string, unknown>,
  select: readonly string[] | null,
): Record<string, unknown> {
  if (!select) return whole
  const names = ['id', ...select.filter((name) => name !== 'id' && name in whole)]
  return Object.fromEntries(names.map((name) => [name, whole[name]]))
}

export function expanded(
  extended: Record<string, string>,
  { expandedProperty: id, graphUrl }: Pick<ContactView, 'expandedProperty' | 'graphUrl'>,
  item: string,
): Record<string, unknown> {
  const value = id === null ? undefined : extended[id]
  if (value === undefined) return {}
  return {
    'singleValueExtendedProperties@odata.context': `${graphUrl}/v1.0/$metadata#${item}/singleValueExtendedProperties`,
    singleValueExtendedProperties: [{ id, value }],
  }
}
