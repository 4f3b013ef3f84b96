import { and, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { ModuleName } from '@/lib/sync/modules/module'

/** Why a pair waits for a person, one pair at a time; what is held for a decision is decided as a whole. */
export const problemKinds = ['microsoft-refused', 'value-too-long', 'mapping-incomplete'] as const
export type ProblemKind = (typeof problemKinds)[number]

export type ProblemFilter = { module?: ModuleName | undefined; kind?: ProblemKind | undefined }

/** Tried again by itself a few times, then given up. */
const isRefused = sql`(${link.parkedAt} is not null
  or (${link.pendingSince} is not null and ${link.reason} = 'microsoft-refused'))`

/** Links that a person has to do something about. */
export const isProblem = (connectionIds: readonly string[], kind: ProblemKind | undefined) =>
  and(
    inArray(link.connectionId, [...connectionIds]),
    isNotNull(link.reason),
    inArray(link.reason, kind ? [kind] : [...problemKinds]),
    or(sql`${link.reason} <> 'microsoft-refused'`, isRefused),
  )
