import { z } from 'zod'
import { DomainError } from '@/lib/errors'
import { findRun } from '@/lib/sync/connections/connection-view'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { moduleParams, RunJson, runJson } from '../../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/runs/{id}', {
  GET: apiRoute({
    summary: 'One run; finishedAt is null while it works',
    tag: 'Microsoft 365',
    params: moduleParams.extend({ id: z.guid() }),
    response: RunJson,
    async run(context, { params }) {
      const run = await findRun(context, params.module, params.id)
      if (!run) throw new DomainError('not-found')
      return runJson(run)
    },
  }),
})
