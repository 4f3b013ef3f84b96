/** What a field that can be mapped holds: two fields can be mapped when their kinds fit. */
export type FieldType =
  | 'text'
  | 'longText'
  | 'email'
  | 'phone'
  | 'day'
  | 'choice'
  | 'boolean'
  | 'moment'
  | 'timeZone'
export type MappableField = {
  name: string
  type: FieldType
  required?: boolean
  /** Whoever holds it decides alone what it holds: it can only be read. */
  readOnly?: boolean
}
