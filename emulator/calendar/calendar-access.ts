import type { GraphRoute } from '../graph/call'

const either = (permissions: readonly string[]) => ({ delegated: permissions, application: permissions })

/** learn.microsoft.com/graph/permissions-reference#calendars-permissions */
export const mayRead = either(['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'])
export const mayWrite = either(['Calendars.ReadWrite'])

/** The query options of a list of calendars or of events. */
export const listOptions: NonNullable<GraphRoute['query']> = [
  '$select',
  '$filter',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$count',
]

/** A route to calendars or events; reading needs less than everything else. */
export function calendarRoute(
  method: GraphRoute['method'],
  path: string,
  handler: GraphRoute['handler'],
  query?: GraphRoute['query'],
): GraphRoute {
  const permissions = method === 'GET' ? mayRead : mayWrite
  return { method, path, service: 'outlook', permissions, handler, ...(query ? { query } : {}) }
}
