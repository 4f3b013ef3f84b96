import type { z } from 'zod'
import type { Context } from '@/lib/access/context'
import type { ListQuery } from '@/lib/crm/records/list-records'
import type { RecordBase } from '@/lib/crm/records/record-module'
import { type ApiHandler, apiResource, type Method } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { idParams, page, pageOf, recordListQuery } from '@/lib/web/api/list'
import type { RequestSync, SyncState, SyncStates } from './sync-states'

type Version = readonly Date[] | undefined

/** What a module brings: its verbs, its schemas, and what its sync says. */
export type RecordApi<
  R extends RecordBase,
  Draft extends z.ZodType,
  Patch extends z.ZodType,
  Json extends z.ZodType,
> = {
  module: 'contacts' | 'leads' | 'meetings' | 'tasks'
  /** For summaries, as in "Change a contact". */
  noun: string
  draft: Draft
  patch: Patch
  json: Json
  /** Reads whatever the answers need besides the records, once for all of them. */
  toJson: (context: Context, records: readonly R[]) => Promise<(record: R, sync: SyncState) => z.input<Json>>
  versionOf: (json: z.output<Json>) => string
  list: (
    context: Context,
    query: ListQuery,
  ) => Promise<{ items: R[]; next: { key: string; id: string } | null }>
  create: (context: Context, draft: z.output<Draft>) => Promise<R>
  get: (context: Context, id: string) => Promise<R>
  update: (
    context: Context,
    update: { id: string; patch: z.output<Patch>; expectedUpdatedAt: Version },
  ) => Promise<R>
  remove: (context: Context, deletion: { id: string; expectedUpdatedAt: Version }) => Promise<R>
  restore: (context: Context, id: string) => Promise<R>
  syncStates: SyncStates
  requestSync: RequestSync
}

type Handlers = Record<Method, ApiHandler>

/** The four resources of a module of the CRM: its list, one record, and what can be done to one. */
export function recordResources<
  R extends RecordBase,
  Draft extends z.ZodType,
  Patch extends z.ZodType,
  Json extends z.ZodType,
>(
  api: RecordApi<R, Draft, Patch, Json>,
): { list: Handlers; one: Handlers; restore: Handlers; sync: Handlers } {
  const { module, noun, versionOf: version } = api
  const tag = `${module.charAt(0).toUpperCase()}${module.slice(1)}`

  const toJson = async (context: Context, records: readonly R[]): Promise<(record: R) => z.input<Json>> => {
    const states = await api.syncStates(context, records)
    const json = await api.toJson(context, records)
    return (record) => {
      const state = states.get(record.id)
      if (state === undefined) throw new Error('Every record has a sync state.')
      return json(record, state)
    }
  }
  const one = async (context: Context, record: R) => (await toJson(context, [record]))(record)

  return {
    list: apiResource(`/${module}`, {
      GET: apiRoute({
        summary: `List ${module}`,
        tag,
        permission: `${module}.view`,
        query: recordListQuery,
        response: page(api.json),
        async run(context, { query: { cursor, ...query } }) {
          const after = cursor && { key: cursor.at.toISOString(), id: cursor.id }
          const { items, next } = await api.list(context, { ...query, after })
          const position = next && { at: new Date(next.key), id: next.id }
          return pageOf({ items, next: position }, await toJson(context, items))
        },
      }),
      POST: apiRoute({
        summary: `Create a ${noun}`,
        tag,
        permission: `${module}.create`,
        body: api.draft,
        response: api.json,
        version,
        run: async (context, { body }) => one(context, await api.create(context, body)),
      }),
    }),
    one: apiResource(`/${module}/{id}`, {
      GET: apiRoute({
        summary: `Read a ${noun}, also from the recycle bin`,
        tag,
        permission: `${module}.view`,
        params: idParams,
        response: api.json,
        version,
        run: async (context, { params }) => one(context, await api.get(context, params.id)),
      }),
      PATCH: apiRoute({
        summary: `Change a ${noun}: only the members named, null clears`,
        tag,
        permission: `${module}.edit`,
        params: idParams,
        body: api.patch,
        response: api.json,
        version,
        run: async (context, { params: { id }, body: patch, expectedVersions: expectedUpdatedAt }) =>
          one(context, await api.update(context, { id, patch, expectedUpdatedAt })),
      }),
      DELETE: apiRoute({
        summary: `Put a ${noun} into the recycle bin`,
        tag,
        permission: `${module}.delete`,
        params: idParams,
        response: null,
        ifMatch: true,
        run: async (context, { params: { id }, expectedVersions: expectedUpdatedAt }) => {
          await api.remove(context, { id, expectedUpdatedAt })
        },
      }),
    }),
    restore: apiResource(`/${module}/{id}/restore`, {
      POST: apiRoute({
        summary: `Take a ${noun} out of the recycle bin`,
        tag,
        params: idParams,
        response: api.json,
        status: 200,
        version,
        run: async (context, { params }) => one(context, await api.restore(context, params.id)),
      }),
    }),
    sync: apiResource(`/${module}/{id}/sync`, {
      POST: apiRoute({
        summary: `Sync a ${noun} now: try again, or take up again what was unlinked`,
        tag,
        permission: `${module}.view`,
        params: idParams,
        response: api.json,
        status: 202,
        async run(context, { params }) {
          const record = await api.get(context, params.id)
          await api.requestSync(context, record)
          return one(context, record)
        },
      }),
    }),
  }
}
