import { z } from 'zod'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable()

export const activityActions = [
  'created',
  'updated',
  'deleted',
  'matched',
  'skipped',
  'conflict',
  'unlinked',
  'failed',
] as const

export const ActivityJson = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  runId: z.string().nullable(),
  direction: z.enum(['toMicrosoft', 'toCrm']),
  action: z.enum(activityActions),
  recordId: z.string().nullable(),
  itemId: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), before: Value, after: Value, lost: Value })),
  reason: z.string().nullable(),
})

export const activityJson = (row: ActivityRow): z.input<typeof ActivityJson> => ({
  ...row,
  fields: row.fields.map(({ field, before, after, lost }) => ({ field, before, after, lost })),
  at: row.at.toISOString(),
})
