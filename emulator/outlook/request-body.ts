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
  if (!prefer.immutableId) return reply
  return { ...reply, headers: { ...reply.headers, 'Preference-Applied': 'IdType="ImmutableId"' } }
}
