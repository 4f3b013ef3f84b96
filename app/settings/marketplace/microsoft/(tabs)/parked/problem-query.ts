import { z } from 'zod'
import { type ProblemFilter, problemKinds } from '@/lib/sync/parked/problem-filter'
import { moduleName } from '../../_connection/module-params'

export const problemsPath = '/settings/marketplace/microsoft/parked'

export const ProblemQuery = z.object({
  kind: z.enum(problemKinds).optional().catch(undefined),
  module: moduleName.optional().catch(undefined),
  after: z.guid().optional().catch(undefined),
})
export type ProblemQuery = z.output<typeof ProblemQuery>

/** An address of the list; what is as at first is left out. */
export function problemsHref(query: ProblemFilter & { after?: string | undefined }): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  return given.length === 0 ? problemsPath : `${problemsPath}?${new URLSearchParams(given)}`
}
