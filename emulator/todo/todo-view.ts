import type { GraphCall, QueryOption } from '../graph/call'
import { extensionNameOf } from './parse-extension'
import { zoneSent } from './task-dates'
import type { TaskView } from './task-to-graph'
import { invalidRequest } from './todo-error'

/** To Do reads every option and then refuses, or ignores, in its own words. */
export const todoOptions: readonly QueryOption[] = [
  '$select',
  '$filter',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$skiptoken',
  '$deltatoken',
]

const children = ['checklistItems', 'linkedResources'] as const
const withoutEffect: readonly string[] = [...children, 'attachments', 'extensions']
const expandExtension = /^extensions\(\s*\$filter\s*=\s*id eq '([^']+)'\s*\)$/i

/** @throws GraphError 400 for `$select` and for what cannot be expanded */
export function viewOf(call: GraphCall): TaskView {
  const { query, world, prefer, principal } = call
  const documented = world.settings.uncertain.U21 === 'as-documented'
  if (!documented) refuseSelect(call)
  const zone = prefer.all.get('outlook.timezone') ?? 'UTC'
  zoneSent(zone)
  const asked = expandClauses(query.expand)
  const extension = asked
    .map((clause) => expandExtension.exec(clause)?.[1])
    .find((name) => name !== undefined)
  const unknown = asked.find((clause) => !expandExtension.test(clause) && !withoutEffect.includes(clause))
  if (unknown !== undefined) throw notParsed(`The $expand clause '${unknown}' is not supported.`)
  return {
    graphUrl: world.graphUrl,
    zone,
    select: documented ? query.select : null,
    children: documented ? children.filter((name) => asked.includes(name)) : children,
    // Open extensions of To Do can be reached with a delegated token only.
    extensionName:
      extension === undefined || principal.kind === 'application' ? null : extensionNameOf(extension),
    extensionsOf: (rowId) => world.todo.extensionsOf(rowId),
  }
}

/** Refused everywhere but in the one form that changes nothing; the documentation knows nothing of that (U21). */
function refuseSelect({ query }: GraphCall): void {
  if (query.select !== null && query.select.join() !== 'id')
    throw notParsed("Parsing OData Select and Expand failed: '$select' is not supported.")
}

export const notParsed = (message: string) => invalidRequest(message, 'RequestBroker--ParseUri')

/** Commas inside parentheses belong to their clause. */
const expandClauses = (expand: string | null) =>
  (expand?.match(/(?:[^,(]|\([^)]*\))+/g) ?? []).map((clause) => clause.trim())
