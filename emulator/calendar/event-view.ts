import type { GraphCall } from '../graph/call'
import { accessDenied } from '../graph/graph-error'
import { expandedProperty } from '../outlook/item-query'
import type { EventView } from './event-to-graph'
import { requireZone } from './zoned-time'

/** How a request wants to see events: its `Prefer` headers, `$select` and `$expand`. @throws GraphError 400, 403 */
export function eventViewOf(call: GraphCall): EventView {
  const { prefer, query, world, principal } = call
  const held = principal.kind === 'user' ? principal.scopes : principal.roles
  const basic = !held.includes('Calendars.Read') && !held.includes('Calendars.ReadWrite')
  if (basic && query.expand !== null) throw accessDenied()
  return {
    ...preferredTimes(call),
    immutableId: prefer.immutableId,
    select: query.select,
    expandedProperty: expandedProperty(query.expand),
    graphUrl: world.graphUrl,
    webUrl: world.baseUrl,
    textBody: prefer.all.get('outlook.body-content-type')?.toLowerCase() === 'text',
    basic,
  }
}

/** UTC, unless `Prefer: outlook.timezone` names another zone: learn.microsoft.com/graph/api/event-get */
function preferredTimes({ prefer, world }: GraphCall): Pick<EventView, 'zone' | 'windowsNames'> {
  const name = prefer.all.get('outlook.timezone') ?? 'UTC'
  return {
    zone: { name, iana: requireZone(name) },
    windowsNames: world.settings.uncertain.U12 === 'windows',
  }
}
