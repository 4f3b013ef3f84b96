import { z } from 'zod'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { previewConnection } from '@/lib/sync/connections/preview'
import { processEngine } from '@/lib/sync/run/process-engine'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { wakeSync } from '@/lib/web/wake'
import { moduleParams, OptionalSettings } from '../../../connection-json'

const Sample = z.object({
  action: z.enum(['matched', 'createInMicrosoft', 'createInCrm', 'update', 'delete']),
  label: z.string(),
  recordId: z.string().nullable(),
  itemId: z.string().nullable(),
})

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/preview', {
  POST: apiRoute({
    summary: 'What enabling, changing or disabling would do; nothing is written on either side',
    tag: 'Microsoft 365',
    params: moduleParams,
    query: z.strictObject({ for: z.enum(['enable', 'disable']).default('enable') }),
    body: OptionalSettings,
    response: z.object({
      matched: z.int(),
      createInMicrosoft: z.int(),
      createInCrm: z.int(),
      update: z.int(),
      delete: z.int(),
      skipped: z.array(z.object({ reason: z.string(), count: z.int() })),
      samples: z.array(Sample),
    }),
    status: 200,
    idempotent: false,
    run(context, { params, query, body }) {
      const world = { engine: processEngine(context.db, wakeSync), signIn: signInDeps(context) }
      return previewConnection(context, world, params.module, body, query.for)
    },
  }),
})
