import { z } from 'zod'
import { listTenantPeople } from '@/lib/microsoft/directory/list-tenant-people'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery, page } from '@/lib/web/api/list'
import { skipTokenOf, textOfSkipToken } from './skip-token-cursor'

const TenantPersonJson = z.object({
  id: z.string(),
  upn: z.string(),
  mail: z.string().nullable(),
  name: z.string(),
  jobTitle: z.string().nullable(),
  state: z.enum(['available', 'member', 'invited', 'requested', 'not-eligible']),
})

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/users', {
  GET: apiRoute({
    summary: 'The users of the connected Microsoft tenant, and how far each has come into the CRM',
    tag: 'People',
    permission: 'manage-users',
    query: listQuery.extend({
      search: z
        .string()
        .trim()
        .max(200)
        .optional()
        .meta({ description: 'word beginnings in names and addresses' }),
      cursor: z.string().max(4000).transform(skipTokenOf).optional(),
    }),
    response: page(TenantPersonJson),
    async run(context, { query }) {
      const { items, nextSkipToken } = await listTenantPeople(context, signInDeps(context), {
        search: query.search ?? '',
        limit: query.limit,
        skipToken: query.cursor,
      })
      return { items, nextCursor: textOfSkipToken(nextSkipToken) }
    },
  }),
})
