import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '@/db/schema/sync'
import { createContact, getContact, updateContact } from '@/lib/crm/contacts/verbs'
import * as activities from './connections/[module]/activity/route'
import * as undo from './connections/[module]/runs/[id]/undo/route'
import * as runs from './connections/[module]/runs/route'
import { connectionsApi } from './testing/connections-api'

const http = connectionsApi()
let id: string
beforeEach(async () => {
  const { world } = http
  id = (await createContact(world.ana, { lastName: 'Okafor', title: 'CEO' })).id
  await world.settle()
  await world.pass(1_000)
  await updateContact(world.ana, { id, patch: { title: 'CTO' } })
  await world.settle()
  // The API goes by the real time, of which the world knows nothing.
  await world.db
    .update(run)
    .set({ startedAt: sql`now() + (${run.startedAt} - ${world.now().toISOString()}::timestamptz)` })
})

const contacts = { module: 'contacts' }
const lastRun = async () => String((await http.world.told()).at(-1)?.runId)

describe('POST /microsoft/connections/{module}/runs/{id}/undo', () => {
  it('undoes the run in a run of its own, which the lists then show', async () => {
    const api = await http.as(http.world.ana)
    const undoneRun = await lastRun()
    const undone = await api(undo.POST, 'POST', { params: { ...contacts, id: undoneRun } })
    expect(undone).toMatchObject({ status: 202, body: { runId: expect.any(String) } })
    expect(await getContact(http.world.ana, id)).toMatchObject({ title: 'CEO' })
    const { runId } = undone.body
    const listed = await api(runs.GET, 'GET', { params: contacts })
    expect(listed.body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: runId, kind: 'undo', undoOf: undoneRun, undoneBy: null }),
        expect.objectContaining({ id: undoneRun, kind: 'sync', undoOf: null, undoneBy: runId }),
      ]),
    )
    const told = await api(activities.GET, 'GET', { params: contacts, query: `?runId=${runId}` })
    expect(told.body.items).toMatchObject([
      { action: 'updated', direction: 'toCrm', fields: [{ field: 'title', before: 'CTO', after: 'CEO' }] },
    ])
    expect((await api(undo.POST, 'POST', { params: { ...contacts, id: undoneRun } })).body).toEqual({ runId })
  })

  it('refuses a member without the right: a run of somebody else’s is not there', async () => {
    const api = await http.as(await http.world.crm.admin())
    const answer = await api(undo.POST, 'POST', { params: { ...contacts, id: await lastRun() } })
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect((await api(runs.GET, 'GET', { params: contacts })).body.items).toEqual([])
  })
})

describe('GET /microsoft/connections/{module}/runs', () => {
  it('comes in pages', async () => {
    const api = await http.as(http.world.ana)
    const whole = await api(runs.GET, 'GET', { params: contacts })
    const first = await api(runs.GET, 'GET', { params: contacts, query: '?limit=1' })
    const next = `?limit=1&cursor=${first.body.nextCursor}`
    const second = await api(runs.GET, 'GET', { params: contacts, query: next })
    expect([...(first.body.items ?? []), ...(second.body.items ?? [])]).toEqual(whole.body.items?.slice(0, 2))
  })
})
