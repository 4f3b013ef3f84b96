import type { GraphRoute } from '../graph/call'

const either = (permissions: readonly string[]) => ({ delegated: permissions, application: permissions })

/** learn.microsoft.com/graph/permissions-reference#contacts-permissions */
export const mayRead = either(['Contacts.Read', 'Contacts.ReadWrite'])
export const mayWrite = either(['Contacts.ReadWrite'])

/** The query options of a list of contacts or of contact folders. */
export const listOptions: NonNullable<GraphRoute['query']> = [
  '$select',
  '$filter',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$count',
]
