import { z } from 'zod'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { previewConnection } from '@/lib/sync/preview/preview-connection'
import { processEngine } from '@/lib/sync/run/process-engine'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { wakeSync } from '@/lib/web/wake'
import { moduleParams, OptionalSettings } from '../../../connection-json'

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable()

const Sample = z.object({
  action: z.enum(['matched', 'createInMicrosoft', 'createInCrm', 'update', 'delete']),
  label: z.string(),
  recordId: z.string().nullable(),
  itemId: z.string().nullable(),
  side: z.enum(['microsoft', 'crm']).nullable(),
  fields: z.array(z.object({ field: z.string(), before: Value, after: Value })),
})

const Reasons = z.array(z.object({ reason: z.string(), count: z.int() }))

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/preview', {
  POST: apiRoute({
    summary: 'What enabling, changing or disabling would do; nothing is written on either side',
    tag: 'Microsoft 365',
    params: moduleParams,
    query: z.strictObject({
      for: z.enum(['enable', 'disable']).default('enable'),
      /** With `for=disable`: as `DELETE ?keep=true` would. */
      keep: z.enum(['true', 'false']).optional(),
    }),
    body: OptionalSettings,
    response: z.object({
      matched: z.int(),
      createInMicrosoft: z.int(),
      createInCrm: z.int(),
      update: z.int(),
      delete: z.int(),
      skipped: Reasons,
      samples: z.array(Sample),
      microsoft: z.object({ create: z.int(), update: z.int(), delete: z.int() }),
      crm: z.object({ create: z.int(), update: z.int(), restore: z.int(), delete: z.int() }),
      waiting: z.object({ count: z.int(), isDecided: z.boolean() }),
      conflicts: z.int(),
      left: z.array(z.object({ side: z.enum(['microsoft', 'crm']), reason: z.string(), count: z.int() })),
      unsynced: Reasons,
      undecided: z.array(z.object({ kind: z.string(), count: z.int() })),
      invited: z.object({ events: z.int(), attendees: z.int() }),
      seal: z.string(),
    }),
    status: 200,
    idempotent: false,
    run(context, { params, query, body }) {
      const world = { engine: processEngine(context.db, wakeSync), signIn: signInDeps(context) }
      const purpose = query.for === 'disable' && query.keep === 'true' ? 'keep' : query.for
      return previewConnection(context, world, params.module, body, purpose)
    },
  }),
})
