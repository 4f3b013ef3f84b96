import type { GraphCall, GraphReply } from '../graph/call'
import { GraphError } from '../graph/graph-error'

/** The body of a write. @throws GraphError 400 when there is none, or it is no object */
export function jsonObject({ body }: Pick<GraphCall, 'body'>): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>
  throw new GraphError(400, 'UnableToDeserializePostBody', 'Unable to deserialize JSON body.')
}

/** Says which preferences were followed: learn.microsoft.com/graph/outlook-immutable-id */
export function withPreferences({ prefer }: Pick<GraphCall, 'prefer'>, reply: GraphReply): GraphReply {
  const applied = preferencesApplied(prefer)
  if (applied.length === 0) return reply
  return { ...reply, headers: { ...reply.headers, 'Preference-Applied': applied.join(', ') } }
}

/** The preferences of a request that Exchange follows, as they are echoed. */
export function preferencesApplied({ immutableId, all }: GraphCall['prefer']): string[] {
  return [
    ...['outlook.timezone', 'outlook.body-content-type'].flatMap((name) => {
      const value = all.get(name)
      return value === undefined ? [] : [`${name}="${value}"`]
    }),
    ...(immutableId ? ['IdType="ImmutableId"'] : []),
  ]
}
