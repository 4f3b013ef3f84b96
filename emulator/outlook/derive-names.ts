import type { ContactValues, ContactWrite, EmailAddress, TextProperty } from './contact-values'

const nameParts = ['title', 'givenName', 'middleName', 'surname', 'generation'] as const

const joined = (values: ContactValues, parts: readonly TextProperty[], glue = ' ') =>
  parts
    .map((part) => values[part])
    .filter((text) => text)
    .join(glue)

/** The display name that Exchange makes of the other properties. */
export function derivedDisplayName(values: ContactValues): string {
  return (
    joined(values, ['givenName', 'middleName', 'surname', 'generation']) ||
    values.companyName ||
    values.emailAddresses[0]?.address ||
    ''
  )
}

/** `Surname, Given Middle`, else the company. */
export function derivedFileAs(values: ContactValues): string {
  const given = joined(values, ['givenName', 'middleName'])
  return [values.surname, given].filter((text) => text).join(', ') || values.companyName || ''
}

/**
 * Lays a write over what is stored and fills in what Exchange fills in.
 *
 * The display name is derived: a write that changes a part of the name without saying a display name replaces the
 * one that was set before (learn.microsoft.com/graph/api/contact-update). `fileAs` follows the name as long as
 * nobody set another one.
 */
export function withDerivedNames(stored: ContactValues, write: ContactWrite): ContactValues {
  const values = { ...stored, ...write }
  const nameMoved = nameParts.some((part) => values[part] !== stored[part])
  if (write.displayName === undefined ? nameMoved || !stored.displayName : !write.displayName)
    values.displayName = derivedDisplayName(values)
  const fileAsFollows = !stored.fileAs || stored.fileAs === derivedFileAs(stored)
  if (write.fileAs === undefined ? fileAsFollows : !write.fileAs) values.fileAs = derivedFileAs(values)
  values.emailAddresses = values.emailAddresses.map((email) => namedEmail(email, values))
  return values
}

function namedEmail(email: EmailAddress, values: ContactValues): EmailAddress {
  return email.name ? email : { ...email, name: values.displayName || email.address }
}
