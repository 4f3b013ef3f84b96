import { z } from 'zod'
import { GraphError } from './graph-error'

export const MAX_PARTS = 20

const Part = z.object({
  id: z.string().min(1),
  method: z.string().transform((method) => method.toUpperCase()),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).default([]),
})

const BatchBody = z.object({ requests: z.array(Part) })

export type BatchPart = z.infer<typeof Part>

/** The shapes that Graph takes: all at once, one after the other, or all after the same one. */
export type BatchShape =
  | { kind: 'parallel'; parts: BatchPart[] }
  | { kind: 'serial'; parts: BatchPart[] }
  | { kind: 'after-one'; first: BatchPart; parts: BatchPart[] }

/**
 * Reads the body of `POST /$batch`. Source: learn.microsoft.com/graph/json-batching
 * @throws GraphError 400 for the whole batch
 */
export function readBatch(body: unknown): BatchShape {
  const parsed = BatchBody.safeParse(body)
  if (!parsed.success || parsed.data.requests.length === 0) throw invalid('Invalid batch payload format.')
  const parts = parsed.data.requests
  if (parts.length > MAX_PARTS) {
    throw invalid('Number of requests inside batch exceed the limit. Max allowed limit is 20.')
  }
  const ids = new Set(parts.map(({ id }) => id.toLowerCase()))
  if (ids.size < parts.length) throw invalid('Request Id must be unique in the batch.')
  if (parts.some(({ url }) => /^https?:/i.test(url))) throw invalid('Invalid batch payload format.')
  if (parts.some(({ dependsOn }) => dependsOn.some((id) => !ids.has(id.toLowerCase())))) {
    throw invalid('Request dependency is invalid.')
  }
  return shapeOf(parts)
}

function shapeOf(parts: BatchPart[]): BatchShape {
  const dependent = parts.filter(({ dependsOn }) => dependsOn.length > 0)
  if (dependent.length === 0) return { kind: 'parallel', parts }
  const roots = parts.filter(({ dependsOn }) => dependsOn.length === 0)
  const [first] = roots
  if (!first || roots.length > 1 || dependent.some(({ dependsOn }) => dependsOn.length > 1)) throw mixed()
  if (dependent.every((part) => dependsOn(part, first))) {
    return dependent.length === 1
      ? { kind: 'serial', parts: [first, ...dependent] }
      : { kind: 'after-one', first, parts: dependent }
  }
  const chain = [first]
  for (let last = first; ; ) {
    const [next, ...others] = dependent.filter((part) => dependsOn(part, last))
    if (others.length > 0) throw mixed()
    if (!next) break
    chain.push(next)
    last = next
  }
  if (chain.length < parts.length) throw mixed()
  return { kind: 'serial', parts: chain }
}

const dependsOn = (part: BatchPart, other: BatchPart) =>
  part.dependsOn.some((id) => id.toLowerCase() === other.id.toLowerCase())

const mixed = () => invalid('Batch should be either fully sequential or fully parallel.')

const invalid = (text: string) => new GraphError(400, 'BadRequest', text)
