export const personTypes = ['contact', 'lead', 'user', 'email'] as const
export type PersonType = (typeof personTypes)[number]

/** Somebody a record speaks of: a contact or lead, a member, or an address of nobody the CRM knows. */
export type Person = {
  type: PersonType
  /** Of the record or member; null for a plain address. */
  id: string | null
  name: string
  email: string | null
}

/** The same for the same person, wherever she was found. */
export const personKey = ({ type, id, email }: Pick<Person, 'type' | 'id' | 'email'>): string =>
  `${type}:${id ?? email?.toLowerCase()}`

/** Lenient as the CRM's own fields of addresses are. */
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text)
